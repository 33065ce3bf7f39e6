"""The application in a server of its own, as people start it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "uvicorn": ["uvicorn", "server:app", "--host", "127.0.0.1", "--port"],
    "granian": ["granian", "--interface", "asgi", "server:app", "--host", "127.0.0.1", "--port"],
}


def free_port() -> int:
    """Return a port of the loopback address on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def running(name: str, store: str | Path, log: Path, **settings: str) -> Iterator[str]:
    """Run a server; yields the address that it answers at.

    Args:
        name: uvicorn or granian.
        store: Its store.
        log: File for what it prints.
        settings: Name of a further setting → its value.
    """
    port = free_port()
    environment = {**os.environ, "COMITY_STORE": str(store)}
    environment |= {f"COMITY_{key.upper()}": value for key, value in settings.items()}
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [sys.executable, "-m", *COMMANDS[name], str(port)],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        ) as process,
    ):
        try:
            _wait(f"http://127.0.0.1:{port}/health", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
        assert process.wait(10) in {0, -15}, log.read_text()


def _wait(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until the server answers."""
    for _ in range(200):
        assert process.poll() is None, log.read_text()
        try:
            if httpx.get(address).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    pytest.fail(f"no answer: {log.read_text()}")
