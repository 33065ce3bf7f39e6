"""HTML: the article of a page, without its menus, scripts and footers."""

from pathlib import Path
from typing import Final

from graph.errors import UnreadableError

_UNSEEN: Final = ("//template", "//*[@hidden]", "//*[@aria-hidden='true']")
"""What a reader of the page does not see."""

_DEEPEST: Final = 255
"""How deep elements stand in one another at most: the parser leaves out what stands deeper."""


def read_html(path: Path) -> str:
    """Return the article in a page, a paragraph a line.

    Args:
        path: The file; its encoding is the one that it declares.

    Raises:
        UnreadableError: it is not HTML, or elements of it stand too deep in one another.
    """
    import trafilatura

    content = path.read_bytes()
    tree = trafilatura.load_html(content)
    if tree is None:
        hint = "Save the page from the browser, or give it as plain text."
        raise UnreadableError(path, "this is not HTML", hint)
    if any(sum(1 for _ in each.iterancestors()) >= _DEEPEST for each in tree.iter()):
        reason = f"its elements stand more than {_DEEPEST} deep in one another"
        raise UnreadableError(path, reason, "Give the text of the page as plain text.")
    return (
        trafilatura.extract(
            tree, include_comments=False, include_images=False, prune_xpath=list(_UNSEEN)
        )
        or ""
    )
