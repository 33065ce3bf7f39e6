"""SPARQL servers that nobody here wrote, for tests: Oxigraph's own, and Virtuoso 7."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from graph.store.remote import RemoteStore
from graph.store.remote.server import Addresses, Credentials, Server

PASSWORD = "of-these-tests-alone"  # noqa: S105  # of a server that ends with them

_VIRTUOSO_INI = """
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
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
CheckpointInterval = 0
ThreadsPerQuery = 1
AsyncQueueMaxThreads = 1
CaseMode = 2

[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 6
ServerRoot = {folder}

[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    """Return a port of the loopback interface that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], url: str, folder: Path) -> Iterator[None]:
    """Run a server until the end, and wait at the beginning until it answers at a URL."""
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd=folder)
    try:
        end = time.monotonic() + 30
        while True:
            try:
                httpx.get(url, timeout=5)
            except httpx.TransportError:
                assert process.poll() is None, (folder / "output").read_text()
                assert time.monotonic() < end, f"{command[0]} does not answer"
                time.sleep(0.05)
            else:
                break
        yield
    finally:
        process.kill()
        process.wait()


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """Run the server of the package ``oxigraph``."""
    port = free_port()
    program = str(Path(sys.executable).with_name("oxigraph"))
    arguments = ["--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    # A query that a test has given up ends soon, too.
    command = [program, "serve", *arguments, "--timeout-s", "10"]
    url = f"http://127.0.0.1:{port}/query"
    with running(command, url, folder):
        yield Server(Addresses.guessed(url), Credentials())


def has_virtuoso() -> bool:
    return shutil.which("virtuoso-t") is not None


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """Run Virtuoso 7, of Debian's package ``virtuoso-opensource-7-bin``."""
    port = free_port()
    ini = folder / "virtuoso.ini"
    text = _VIRTUOSO_INI.format(folder=folder, port=port, sql_port=free_port())
    ini.write_text(text, encoding="utf-8")
    command = ["virtuoso-t", "+foreground", "+configfile", str(ini)]
    passwords = ["+pwdold", "dba", "+pwddba", PASSWORD]
    subprocess.run([*command, *passwords], cwd=folder, capture_output=True, check=False)
    url = f"http://127.0.0.1:{port}/sparql-auth"
    with running(command, url, folder):
        yield Server(Addresses.guessed(url), Credentials("dba", PASSWORD))


def wipe(server: Server) -> None:
    """Remove what tests left on a server."""
    text = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/comity/')) }"
    data = server.query({"query": text}, "text/csv").decode()
    names = [line.strip().strip('"') for line in data.splitlines()[1:]]
    operations = [f"DROP SILENT GRAPH <{name}>" for name in names if name]
    if not server.is_virtuoso:
        operations.append("DROP DEFAULT")
    if operations:
        server.update(" ; ".join(operations))


def empty_store(server: Server, *, plain: bool = False) -> RemoteStore:
    """Return the store on a server, without what was in it."""
    wipe(server)
    return RemoteStore(server, plain=plain)
