"""The command that starts the server: ``serve``."""

import os
from typing import Annotated

import typer

from graph.cli.options import DEFAULT_STORE, StoreOption


def serve(
    *,
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[
        str, typer.Option(envvar="COMITY_HOST", help="Address to listen on.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(envvar="COMITY_PORT", min=1, max=65535, help="Port to listen on.")
    ] = 8000,
) -> None:
    """Start the server."""
    from granian import Granian
    from granian.constants import Interfaces

    from graph.store import open_store

    _ = open_store(store).version  # says now, not at the first request, that nothing is built
    # The server reads its settings itself, in the processes that granian starts.
    os.environ.update(COMITY_STORE=store, COMITY_HOST=host, COMITY_PORT=str(port))
    typer.echo(f"Comity: http://{host}:{port}/", err=True)
    Granian(
        "server:create_app", factory=True, interface=Interfaces.ASGI, address=host, port=port
    ).serve()
