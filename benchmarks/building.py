"""What ``comity build`` takes, from files of invented reports to a store: time and memory.

Usage: python -m benchmarks.building [--triples 100_000 1_000_000] [--folder FOLDER] [--document]

Each build validates all reports, derives their facts, writes the store and indexes the labels, in
a process of its own. With ``--folder``, reports are made there, or were by an earlier run. With
``--document``, the table is written to ``docs/``.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.generate import write_reports
from benchmarks.growth import head

_BUILD: Final = (sys.executable, "-c", "from graph.cli import main; main()", "build")


class Built(NamedTuple):
    """What a build took.

    Args:
        reports: How many reports were read.
        clock: Seconds of the clock.
        processor: Seconds of the processor.
        memory: Most bytes of memory.
        disk: Bytes that the store takes on disk.
    """

    reports: int
    clock: float
    processor: float
    memory: int
    disk: int


def main() -> None:
    """Print the table; with ``--document``, also write it."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--triples", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--document", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="comity-building-") as temporary:
        folder = options.folder or Path(temporary)
        lines = [*head(options.triples), "", *table(folder, options.triples, Path(temporary))]
    text = "\n".join(lines)
    print(text)
    if options.document:
        page = Path(__file__).parent.parent / "docs" / "building.md"
        page.write_text(f"{_HEAD}\n{text}\n", "utf-8")


def table(folder: Path, sizes: list[int], stores: Path) -> Iterator[str]:
    """Yield the lines of the table.

    Args:
        folder: Where the reports are, or are to be made.
        sizes: Numbers of triples.
        stores: Where the stores are made.
    """
    yield "| triples | reports | clock | processor | a triple | most memory | store on disk |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for size in sizes:
        built = build(made(folder / str(size) / "reports", size), stores / str(size))
        share = built.processor * 1e6 / size
        memory, disk = (f"{count / 2**20:,.0f} MiB" for count in (built.memory, built.disk))
        yield (
            f"| {size:,} | {built.reports:,} | {built.clock:,.0f} s | {built.processor:,.0f} s | "
            f"{share:.0f} µs | {memory} | {disk} |"
        )


def made(folder: Path, triples: int) -> list[Path]:
    """Return the folders of invented reports, made where they are missing."""
    if not folder.exists():
        write_reports(folder, triples)
    return sorted(folder.iterdir())


def build(reports: list[Path], store: Path) -> Built:
    """Return what it takes to build a store from reports.

    Raises:
        subprocess.CalledProcessError: the build failed.
    """
    command = [*_BUILD, "--store", str(store), *(f"--report={folder}" for folder in reports)]
    start = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    clock = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, _BUILD)
    disk = sum(path.stat().st_size for path in store.rglob("*") if not path.is_symlink())
    processor = used.ru_utime + used.ru_stime
    return Built(len(reports), clock, processor, used.ru_maxrss * 1024, disk)


_HEAD: Final = """# Building a store

Written by `python -m benchmarks.building --document`; nothing here is entered by hand. `comity
build` reads the files of invented reports, validates them, derives their facts, writes the store
and indexes its labels. Most of the time is that of validation, which goes from report to report and
takes as long for each as it has triples; most of the memory is that of the engine as it loads.
"""


if __name__ == "__main__":
    main()
