"""The folder of a build: what a killed build leaves is removed by the next one."""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from graph.spool import scratch_folder

_BUILD = """
import time
from graph.spool import scratch_folder
with scratch_folder() as folder:
    (folder / "graphs.nq").write_bytes(b"much")
    print(folder, flush=True)
    time.sleep(60)
"""


def test_what_a_killed_build_leaves_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", _BUILD], stdout=subprocess.PIPE) as build:
        assert build.stdout is not None
        left = Path(build.stdout.readline().decode().strip())
        with scratch_folder() as own:
            assert left.is_dir(), "the folder of a build that is under way was removed"
            assert own.is_dir()
        build.send_signal(signal.SIGKILL)
    assert left.is_dir()
    with scratch_folder() as own:
        assert [*tmp_path.iterdir()] == [own]
    assert not own.exists()
