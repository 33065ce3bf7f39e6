"""The command as a process: exit codes, pipes, and what it does not import."""

import http.client
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMITY = [sys.executable, "-c", "from graph.cli import main; main()"]
ROOT = Path(__file__).parents[2]


def comity(*arguments: str, store: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command as a process."""
    return subprocess.run(
        [*COMITY, *arguments, "--store", str(store)],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["sparql", "ASK {}"], 0),
        (["sparql", "ASK {"], 2),
        (["query", "no-such-query"], 2),
        (["sparql"], 2),
        (["sparql", "PREFIX x: <urn:x> insert data { x:a x:b x:c }"], 2),
        (["no-such-command"], 2),
    ],
)
def test_exit_codes(store: Path, arguments: list[str], code: int) -> None:
    process = comity(*arguments, store=store)
    assert process.returncode == code
    assert "Traceback" not in process.stderr


def test_a_port_in_use_is_refused(store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        process = comity("serve", "--port", str(other.getsockname()[1]), store=store)
    assert process.returncode == 2
    assert "cannot listen on 127.0.0.1" in process.stderr


def test_no_such_address_is_refused(store: Path) -> None:
    process = comity("serve", "--host", "300.1.1.1", store=store)
    assert process.returncode == 2
    assert "cannot listen on 300.1.1.1" in process.stderr


def test_no_store(tmp_path: Path) -> None:
    process = comity("sparql", "ASK {}", store=tmp_path)
    assert process.returncode == 3
    assert process.stderr.startswith("error: ")


def test_data_at_fault(tmp_path: Path) -> None:
    folder = tmp_path / "a-report"
    folder.mkdir()
    (folder / "claims.trig").write_text("<", encoding="utf-8")
    (folder / "source.ttl").write_text("", encoding="utf-8")
    process = comity("build", "--report", str(folder), store=tmp_path / "store")
    assert process.returncode == 1
    assert "claims.trig:1" in process.stderr


def test_a_reader_that_goes_away(store: Path) -> None:
    with subprocess.Popen(
        [*COMITY, "sparql", "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 50000", "--format", "csv"],
        cwd=ROOT,
        env={"COMITY_STORE": str(store)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"a,b,c,d,e,f\r\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


def test_help_imports_nothing_heavy() -> None:
    heavy = "pyoxigraph rdflib pyshacl networkx matplotlib pydantic fastapi rich yaml sqlite3"
    code = f"""import sys, graph.cli
print(*(set({heavy.split()!r}) & sys.modules.keys()))"""
    process = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert process.stdout.strip() == ""


def test_serve_needs_a_store(tmp_path: Path) -> None:
    process = comity("serve", store=tmp_path)
    assert process.returncode == 3
    assert "comity build" in process.stderr


def test_a_wrong_setting_is_told_in_a_line(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_BODY_BYTES", "1GB")
    process = comity("serve", store=store)
    assert process.returncode == 2
    assert process.stderr.startswith("error: COMITY_BODY_BYTES: Input should be a valid integer")


def test_serve(store: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*COMITY, "serve", "--store", str(store), "--port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as server:
        status = _answer(port, server, deadline=time.monotonic() + 30)
        server.terminate()
        output, _ = server.communicate(timeout=30)
    assert status == 200, output.decode()


def _answer(port: int, server: "subprocess.Popen[bytes]", deadline: float) -> int | None:
    """Return the status of the server's health; None if it ends or takes too long."""
    while server.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status
        except ConnectionRefusedError:
            time.sleep(0.1)
        finally:
            connection.close()
    return None
