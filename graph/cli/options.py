"""Options that several commands share."""

from pathlib import Path
from typing import Annotated, Final, TypeAlias

import typer

DEFAULT_STORE: Final = ".comity"
"""Default of the setting ``store``, without the 0.3 s that importing the settings takes."""

StoreOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="PATH|URL",
        envvar="COMITY_STORE",
        help="The store: a folder, or where a SPARQL server takes queries.",
    ),
]

TextsOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--text",
        metavar="ID=FILE",
        help="The text of a report, to check its locators against. Can be given several times.",
    ),
]

ReportOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--report", metavar="ID", help="Only the claims of this report."),
]

ModalitiesOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--modality",
        metavar="NAME",
        help="Only claims with this modality, such as denied. Can be given several times.",
    ),
]


def texts(pairs: list[str] | None) -> dict[str, Path]:
    """Return report → file from the values of ``--text``.

    Raises:
        UsageError: a value is not of the form ID=FILE, or a report has two.

    >>> texts(["mfaic-2024=report.txt"])
    {'mfaic-2024': PosixPath('report.txt')}
    """
    from graph.errors import UsageError

    found: dict[str, Path] = {}
    for pair in pairs or []:
        report_id, equals, file = pair.partition("=")
        if not (report_id and equals and file):
            raise UsageError(f"--text {pair}: not of the form ID=FILE.")
        if report_id in found:
            raise UsageError(f"--text is given twice for the report {report_id}.")
        found[report_id] = Path(file)
    return found
