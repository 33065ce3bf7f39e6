"""The changes to the ontology, which stand beside it as Markdown."""

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup

from graph.errors import NotFoundError
from graph.resources import data_folder


@cache
def changes() -> Markup:
    """Return the changes as HTML, without their title, for a section that has a heading.

    >>> str(changes()).startswith("<h3>0.")
    True
    """
    try:
        text = (data_folder("ontology") / "CHANGES.md").read_text(encoding="utf-8")
    except (NotFoundError, FileNotFoundError):
        return Markup()
    return rendered(text.partition("\n## ")[1] + text.partition("\n## ")[2])


def rendered(text: str) -> Markup:
    r"""Return Markdown as HTML; its headings are one level lower, and HTML in it is text.

    >>> rendered("## 0.2.0 <b>\n\n- `comity:speaker`")
    Markup('<h3>0.2.0 &lt;b&gt;</h3>\n<ul>\n<li><code>comity:speaker</code></li>\n</ul>\n')
    """
    parser = MarkdownIt("commonmark", {"html": False})
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704  # HTML is off
