"""Headers of SPARQL files."""

from pathlib import Path

import pytest

from graph.errors import NotFoundError, ParseError
from graph.headers import read_header


def write(folder: Path, text: str) -> Path:
    path = folder / "query.rq"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_header_is_the_yaml_at_the_top_and_the_text_is_whole(tmp_path: Path) -> None:
    text = "#+ name: alder\n#+ defaults:\n#+   - state: birch\nASK {}\n#+ name: late\n"
    header, whole = read_header(write(tmp_path, text))
    assert header == {"name": "alder", "defaults": [{"state": "birch"}]}
    assert whole == text


def test_a_file_without_header_has_an_empty_one(tmp_path: Path) -> None:
    assert read_header(write(tmp_path, "ASK {}"))[0] == {}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("#+ name: alder\n#+ hint: one: two\nASK {}", 2),
        ("#+ name: alder\n#+ tags: [a\nASK {}", 2),
        ("#+ - alder\nASK {}", 1),
        ("#+ 7: alder\nASK {}", 1),
        ("#+ name: \x07\nASK {}", 1),
    ],
)
def test_a_header_that_is_no_mapping_is_named_with_its_line(
    tmp_path: Path, text: str, line: int
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ParseError, match="header") as caught:
        read_header(path)
    assert (caught.value.path, caught.value.line) == (path, line)


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "query.rq"
    path.write_bytes("ASK {}\n# é".encode("latin-1"))
    with pytest.raises(ParseError, match="UTF-8") as caught:
        read_header(path)
    assert caught.value.line == 2


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"query\.rq"):
        read_header(tmp_path / "query.rq")
