"""Virtuoso 7 as a peer: started on loopback with the quads of a store, asked over HTTP."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx

from benchmarks.servers import free_port, running

_INI: Final = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
ServerThreads = 12
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
CheckpointInterval = 0
ThreadsPerQuery = 4
AsyncQueueMaxThreads = 10
CaseMode = 2
DirsAllowed = {data}

[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 6
ServerRoot = {folder}

[SPARQL]
ResultSetMaxRows = 1000000
"""
"""As its Debian package is configured, with the buffers that it advises for 2 GiB of memory."""

_PASSWORD: Final = "of-this-run-alone"  # noqa: S105  # of a server that ends with it
_GRAPH: Final = "https://w3id.org/comity/graph/all"

Ask = Callable[[str], bytes]
"""Returns what the server answers to a query, as SPARQL JSON."""


def is_missing() -> str:
    """Return what has to be installed first; empty where all is there."""
    lacking = [name for name in ("virtuoso-t", "isql-vt") if shutil.which(name) is None]
    return f"{', '.join(lacking)} missing: apt-get install virtuoso-opensource-7-bin" * bool(
        lacking
    )


@contextmanager
def virtuoso(triples: Path) -> Iterator[Ask]:
    """Run Virtuoso with the triples of a file in one graph, which spares it their doubles.

    Args:
        triples: N-Triples, alone in a folder.
    """
    with tempfile.TemporaryDirectory(prefix="comity-virtuoso-") as name:
        folder, port, sql_port = Path(name), free_port(), free_port()
        ini = folder / "virtuoso.ini"
        places = {"folder": folder, "data": triples.parent, "port": port, "sql_port": sql_port}
        ini.write_text(_INI.format(**places), encoding="utf-8")
        command = ["virtuoso-t", "+foreground", "+configfile", str(ini)]
        passwords = ["+pwdold", "dba", "+pwddba", _PASSWORD]
        subprocess.run([*command, *passwords], cwd=folder, capture_output=True, check=False)
        with (
            running("Virtuoso 7", command, port, "/sparql") as server,
            httpx.Client(timeout=60) as client,
        ):
            _load(sql_port, triples)

            def ask(text: str) -> bytes:
                form = {"query": text}
                accept = {"Accept": "application/sparql-results+json"}
                response = client.post(f"{server.address}/sparql", data=form, headers=accept)
                return response.raise_for_status().content

            yield ask


def _load(sql_port: int, triples: Path) -> None:
    """Load a file with the server's own bulk loader."""
    statements = (
        f"EXEC=ld_dir('{triples.parent}', '{triples.name}', '{_GRAPH}'); "
        "rdf_loader_run(); checkpoint;"
    )
    address = f"127.0.0.1:{sql_port}"
    command = ["isql-vt", address, "dba", _PASSWORD, "VERBOSE=OFF", statements]
    subprocess.run(command, capture_output=True, check=True)
