import io
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import NotFoundError, UnreadableError
from graph.extraction.formats.lines import joined
from graph.extraction.reading import read_document
from tests.extraction.files import locked_pdf, pdf, swollen_word

PARAGRAPHS = ["Norland and Estria signed a treaty.", "Their envoys left for Port Ansel."]


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def word(*paragraphs: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Visits", "12"
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_plain_text_stays_but_for_line_ends(tmp_path: Path, encoding: str, line_end: str) -> None:
    content = line_end.join([*PARAGRAPHS, "", "Élodie  spoke."]).encode(encoding)
    document = read_document(written(tmp_path, "a.txt", content))
    assert document.text == "\n".join([*PARAGRAPHS, "", "Élodie  spoke."])


def test_control_characters_become_spaces_and_no_place_moves(tmp_path: Path) -> None:
    assert read_document(written(tmp_path, "a.txt", b"a\x00b\x1b[1mc\td")).text == "a b [1mc\td"


def test_the_article_of_a_page_is_read_without_what_surrounds_it(tmp_path: Path) -> None:
    page = f"""<html><head><title>News</title><script>let hidden = "Scripted.";</script></head>
      <body><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>
      <article><h1>Treaty</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>
      <p>The treaty took nine years, and both parliaments have to agree to it in autumn.</p>
      <template>Unseen one.</template><p hidden>Unseen two.</p>
      <script>document.write("Scripted.")</script></article>
      <footer>All rights reserved</footer></body></html>"""
    text = read_document(written(tmp_path, "a.html", page.encode())).text
    assert [line for line in text.split("\n") if line in PARAGRAPHS] == PARAGRAPHS
    assert "Scripted" not in text
    assert "Unseen" not in text
    assert "rights" not in text


def test_the_encoding_that_a_page_declares_is_used(tmp_path: Path) -> None:
    page = '<html><head><meta charset="windows-1252"></head><body><article><p>Élodie met José in '
    page += "Zürich and they spoke about the border for a long time.</p></article></body></html>"
    text = read_document(written(tmp_path, "a.htm", page.encode("windows-1252"))).text
    assert text.startswith("Élodie met José in Zürich")


def test_word_gives_paragraphs_and_cells(tmp_path: Path) -> None:
    document = read_document(written(tmp_path, "a.docx", word(*PARAGRAPHS)))
    assert document.text == "\n".join([*PARAGRAPHS, "Visits", "12"])


def test_lines_of_a_pdf_are_joined_to_paragraphs(tmp_path: Path) -> None:
    first = ["Norland and Estria signed a treaty that", "ends a dispute of nine years over fish-"]
    first += [
        "eries.",
        "Envoys of both left for Port Ansel and",
        "stayed there for a week, it said.",
    ]
    document = read_document(written(tmp_path, "a.pdf", pdf(first)))
    assert document.text == (
        "Norland and Estria signed a treaty that ends a dispute of nine years over fisheries.\n"
        "Envoys of both left for Port Ansel and stayed there for a week, it said."
    )


def test_lines_of_a_pdf_that_begin_with_names_are_joined_as_well(tmp_path: Path) -> None:
    lines = ["The envoy of Norland met Minister Ana Lu of", "Estria, and also Secretary Ivo Bel of"]
    lines += ["Solvek in Port Ansel on Monday, and"]
    document = read_document(written(tmp_path, "a.pdf", pdf(lines)))
    assert document.text == " ".join(lines)


def test_a_pdf_without_text_asks_for_ocr(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"a\.pdf: the file holds no text\n.*OCR"):
        read_document(written(tmp_path, "a.pdf", pdf([])))


def test_an_encrypted_pdf_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"a\.pdf: the file is encrypted\n.*password"):
        read_document(written(tmp_path, "a.pdf", locked_pdf(PARAGRAPHS)))


def test_the_reader_of_pdf_says_nothing_of_its_own(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    mended = pdf(PARAGRAPHS).replace(b"startxref\n", b"startxref\n9")  # which it does, and tells
    assert read_document(written(tmp_path, "a.pdf", mended)).text
    assert not caplog.records


def test_a_bomb_in_a_word_file_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    swollen_word(path, 300_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(UnreadableError, match="unpacked it would have 300,000,000 bytes"):
        read_document(path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "holds no text"),
        ("a.txt", b" \n\t", "holds no text"),
        ("a.html", b"", "not HTML"),
        ("a.html", b"<html><body>" + b"<div>" * 3000 + b"<p>Left.", "more than 255 deep"),
        ("a.txt", "naïve".encode("latin-1"), "not in UTF-8: see byte 2 in line 1"),
        ("a.docx", b"plain", "no Word file"),
        ("a.docx", word(*PARAGRAPHS)[:2000], "no Word file"),
        ("a.pdf", b"plain", "no PDF"),
        ("a.pdf", pdf(PARAGRAPHS)[:80], "no PDF"),
        ("a.pdf", b"", "no PDF"),
        ("a.xlsx", b"x", r"files named \.xlsx are not read"),
        ("a", b"x", "without a suffix"),
        ("a.txt", b"word " * 200_001, "1,000,005 characters"),
    ],
)
def test_what_cannot_be_read_says_why(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableError, match=reason) as caught:
        read_document(written(tmp_path, name, content))
    assert caught.value.hint


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(UnreadableError, match="200,000,000 bytes"):
        read_document(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"none\.txt"):
        read_document(tmp_path / "none.txt")


@given(st.lists(st.text(alphabet=st.sampled_from("aB.- é")), max_size=9))
def test_joining_lines_loses_no_letter(lines: list[str]) -> None:
    def letters(parts: list[str]) -> str:
        return "".join("".join(parts).split()).replace("-", "")

    assert letters(joined(lines)) == letters(lines)


def test_lines_of_a_fixed_width_are_joined_and_lines_of_a_list_are_not() -> None:
    wrapped = ["The two envoys met in the capital", "and agreed on a date. They will", "go on."]
    assert joined([*wrapped, "", *wrapped]) == [" ".join(wrapped)] * 2
    listed = [
        "Visits:",
        "Norland",
        "Estria",
        "Port Ansel",
        "the islands",
        "Arvenia",
        "Belmora",
        "Solvek",
    ]
    assert joined(listed) == listed
