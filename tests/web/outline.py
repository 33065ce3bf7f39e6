"""A page as a tree of elements, for tests that look at more than its text."""

from html.parser import HTMLParser
from xml.etree import ElementTree as ET

VOID = {"meta", "link", "input", "br", "img", "hr"}


class _Builder(HTMLParser):
    """Builds the tree; an element that is closed wrongly is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.builder = ET.TreeBuilder()
        self.feed(text)
        self.close()
        self.root = self.builder.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def tree(text: str) -> ET.Element:
    """Return the root element of a page."""
    return _Builder(text.removeprefix("<!doctype html>").strip()).root


def words(element: ET.Element | None) -> str:
    """Return the text in an element, with single spaces."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def one(root: ET.Element, identifier: str) -> ET.Element:
    """Return the element with an id."""
    [found] = [element for element in root.iter() if element.get("id") == identifier]
    return found
