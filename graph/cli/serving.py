"""The command that starts the server: ``serve``."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.options import DEFAULT_STORE, StoreOption

if TYPE_CHECKING:
    from graph.settings import Settings


def serve(
    *,
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[
        str, typer.Option(envvar="COMITY_HOST", help="Address to listen on.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(envvar="COMITY_PORT", min=1, max=65535, help="Port to listen on.")
    ] = 8000,
    processes: Annotated[
        int,
        typer.Option(
            envvar="COMITY_PROCESSES", min=1, max=64, help="Processes that answer requests."
        ),
    ] = 1,
) -> None:
    """Start the server."""
    from granian import Granian
    from granian.constants import Interfaces

    from graph.store import open_store

    # The server reads its settings itself, in the processes that granian starts.
    os.environ.update(COMITY_STORE=store, COMITY_HOST=host, COMITY_PORT=str(port))
    if _settings().validate_writes:  # else the server makes the store, if need be
        _ = open_store(store).version  # says now, not at the first request, that nothing is built
    _check_free(host, port)
    typer.echo(f"Comity: http://{host}:{port}/", err=True)
    Granian(
        "server:create_app",
        factory=True,
        interface=Interfaces.ASGI,
        address=host,
        port=port,
        workers=processes,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,  # seconds for clients that do not go on reading
    ).serve()


def _settings() -> "Settings":
    """Return the settings, as the processes of the server will read them.

    Raises:
        UsageError: a variable has no value of its type.
    """
    from pydantic import ValidationError

    from graph.errors import UsageError
    from graph.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        faults = [
            f"COMITY_{'_'.join(map(str, fault['loc'])).upper()}: {fault['msg']}"
            for fault in error.errors()
        ]
        raise UsageError(
            f"{'. '.join(faults)}.", "README lists the settings with their defaults."
        ) from None


def _check_free(host: str, port: int) -> None:
    """Refuse an address that cannot be listened on; granian would share a port in silence.

    Raises:
        UsageError: another program listens there, or there is no such address.
    """
    import socket

    from graph.errors import UsageError

    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        socket.create_server(address[:2], family=family).close()
    except OSError as error:
        raise UsageError(
            f"The server cannot listen on {host}, port {port}: {error.strerror or error}.",
            "Choose another port with --port, or another address with --host.",
        ) from error
