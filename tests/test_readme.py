"""The README says what the program does: its tables against the commands, settings and routes."""

import re
from pathlib import Path

from PIL import Image

from benchmarks.screenshots import MOST, PICTURES, TARGET
from graph.cli import app as commands
from graph.settings import Settings
from server import create_app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def table(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without its head."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def test_commands() -> None:
    listed = {re.sub(r"`comity (\w+).*", r"\1", row[0]) for row in table("Commands")}
    names = {info.name or info.callback.__name__ for info in commands.registered_commands}  # type: ignore[union-attr]
    names |= {group.name for group in commands.registered_groups}  # type: ignore[misc]
    assert listed == names


def test_settings() -> None:
    expected = [
        [
            f"`COMITY_{name.upper()}`",
            f"`{field.default}`" if str(field.default) else "empty",
            field.description,
        ]
        for name, field in Settings.model_fields.items()
    ]
    assert table("Settings") == expected


def test_routes() -> None:
    listed = re.findall(r"`(/[a-z]*)", " ".join(row[0] for row in table("Server")))
    offered = {f"/{re.split('[/.]', path)[1]}" for path in create_app().openapi()["paths"]}
    assert set(listed) == offered


def test_pictures_have_words_for_those_who_do_not_see_them() -> None:
    shown = re.findall(r"!\[(.*?)\]\((.*?)\)", README)
    assert all(words and (ROOT / path).is_file() for words, path in shown)


def test_pictures_of_pages_load_fast() -> None:
    for picture in PICTURES:
        path = TARGET / f"page-{picture.name}.webp"
        assert f"({path.relative_to(ROOT).as_posix()})" in README
        assert path.stat().st_size <= MOST
        with Image.open(path) as image:
            assert image.format == "WEBP"
