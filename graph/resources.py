"""What is shipped with the package: the data folders, and the version of the program."""

import tomllib
from importlib import metadata
from pathlib import Path

from graph.errors import NotFoundError

_PACKAGE = Path(__file__).parent


def data_folder(name: str) -> Path:
    """Return a data folder: inside the package in a wheel, beside it in a checkout.

    Args:
        name: ``ontology``, ``reference``, ``reports`` or ``queries``.

    Raises:
        NotFoundError: the program was installed without that folder.

    >>> (data_folder("ontology") / "comity.ttl").is_file()
    True
    """
    for folder in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise NotFoundError(
        f"The data folder {name}/ is missing beside {_PACKAGE}.",
        "Install Comity again, or work in a complete checkout.",
    )


def program_version() -> str:
    """Return the version of Comity: that of the checkout, or else that of the installed package."""
    project = _PACKAGE.parent / "pyproject.toml"
    if project.is_file():
        table = tomllib.loads(project.read_text(encoding="utf-8")).get("project", {})
        if table.get("name") == "comity":
            return str(table["version"])
    return metadata.version("comity")
