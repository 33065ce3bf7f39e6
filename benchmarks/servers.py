"""HTTP servers side by side: starting them, driving them with wrk, their memory."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx
import psutil

ROOT: Final = Path(__file__).parents[1]
CONNECTIONS: Final = 32

_SCRIPT: Final = """
local paths, number = {}, 0
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
request = function()
  number = number % #paths + 1
  return wrk.format("GET", paths[number])
end
done = function(summary, latency)
  local errors = summary.errors
  local form = '{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "failed": %d}'
  io.write(string.format("FIGURES " .. form .. "\\n",
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
"""


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Args:
        name: How the table calls it.
        address: Where it listens.
        process: The process that was started.
    """

    name: str
    address: str
    process: psutil.Process

    def memory(self) -> int:
        """Return the memory of its processes in bytes."""
        total = 0
        for each in [self.process, *self.process.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                total += each.memory_info().rss
        return total


@dataclass(frozen=True)
class Figures:
    """What was measured of some requests.

    Args:
        throughput: Answers a second.
        p50: Milliseconds that half of the answers took at most.
        p99: Milliseconds that 99 of 100 took at most.
        failed: Answers that were errors.
    """

    throughput: float
    p50: float
    p99: float
    failed: int


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def running(
    name: str,
    command: Sequence[str],
    port: int,
    ready: str,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Start a server, wait until it answers, and stop it at the end.

    Args:
        name: How the table calls it.
        command: What starts it.
        port: What it listens on.
        ready: A path that it answers when it is ready.
        environment: Variables beside those of this process.
    """
    address = f"http://127.0.0.1:{port}"
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **(environment or {})}, stdout=log, stderr=log
        ) as process,
    ):
        try:
            _wait(address + ready, process)
            yield Server(name, address, psutil.Process(process.pid))
        finally:
            process.terminate()


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until an address answers."""
    for _ in range(600):
        with suppress(httpx.TransportError):
            httpx.get(address, timeout=5)
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    sys.exit(f"{process.args!r} does not answer")


def drive(server: Server, paths: Sequence[str], accept: str, seconds: float) -> Figures:
    """Return the figures of a server for requests that are sent again and again.

    Args:
        server: What to measure.
        paths: What is asked for, in turn.
        accept: The form that is asked for.
        seconds: How long.
    """
    with tempfile.TemporaryDirectory() as folder:
        script, listed = Path(folder) / "vary.lua", Path(folder) / "paths"
        script.write_text(_SCRIPT, encoding="utf-8")
        listed.write_text("\n".join(paths), encoding="utf-8")
        command = [
            wrk(),
            *("--threads", "1", "--connections", str(CONNECTIONS), "--timeout", "30s"),
            *("--duration", f"{seconds:g}s", "--header", f"Accept: {accept}"),
            *("--script", str(script), server.address),
        ]
        environment = {**os.environ, "PATHS": str(listed)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found = re.search("FIGURES (.*)", done.stdout)
    if found is None:
        sys.exit(f"wrk told nothing: {done.stdout}")
    figures = json.loads(found[1])
    throughput = figures["requests"] / figures["seconds"]
    return Figures(throughput, figures["p50"], figures["p99"], figures["failed"])


def wrk() -> str:
    """Return the path of wrk, which sends the requests."""
    path = shutil.which("wrk")
    if path is None:
        sys.exit("wrk is missing. Install it, for instance with: apt-get install wrk")
    return path
