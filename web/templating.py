"""Pages: the Jinja2 environment, and what every template may call."""

import re
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from graph.analysis.network import words
from graph.namespaces import CODE, COMITY, ID, SLUG
from graph.terms import slug
from web.assets import script, styles
from web.languages import language_name

FOLDER: Final = Path(__file__).parent


def address(iri: str) -> str | None:
    """Return the address on this server of what an IRI names, or None where it has none.

    >>> address("https://w3id.org/comity/id/cambodia")
    '/doc/cambodia'
    >>> address("https://w3id.org/comity/code/modality/denied")
    '/ontology#denied'
    >>> address("http://www.wikidata.org/entity/Q424") is None
    True
    """
    for namespace in (COMITY, CODE):
        if iri.startswith(namespace):
            return f"/ontology#{iri.rpartition('/')[2].rpartition('#')[2]}"
    slug, _, passage = iri.removeprefix(ID).partition("#")
    if not iri.startswith(ID) or not SLUG.fullmatch(slug):
        return None
    return f"/doc/{slug}#{passage}" if passage else f"/doc/{slug}"


def cut(text: str, most: int) -> str:
    """Return a text, or its beginning with a mark that there is more.

    >>> cut("Port Ansel", 5), cut("Port", 5)
    ('Port…', 'Port')
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def linked(text: str) -> Markup:
    """Return a text as markup, with links where it names an address on this server.

    >>> linked("Search <things>: /search?q=port")
    Markup('Search &lt;things&gt;: <a href="/search?q=port">/search?q=port</a>')
    """
    found = _ADDRESS.sub(r'<a href="\g<0>">\g<0></a>', str(escape(text)))
    return Markup(found)  # noqa: S704  # escaped


_ADDRESS: Final = re.compile(r"(?<!\S)/[a-z]\S*\w")


def unmarked(value: object) -> object:
    r"""Return a text without the marks that embed, override or isolate a direction.

    One that is not closed would turn what stands after it, out of any element. Whatever a template
    shows passes here; what is no text, or is markup already, is returned as it is.

    >>> unmarked("Port\u202e Ansel")
    'Port Ansel'
    """
    if type(value) is str and not value.isascii():
        return value.translate(_TURNS)
    return value


_TURNS: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""The characters that do so."""


def _environment() -> Environment:
    """Return the environment; a name that a template misspells is an error, not a blank."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=unmarked,
    )
    environment.filters |= {
        "anchor": slug,
        "cut": cut,
        "language": language_name,
        "linked": linked,
        "words": words,
    }
    environment.globals |= {
        "address": address,
        "modality_namespace": f"{CODE}modality/",
        "script": script,
        "styles": styles,
    }
    return environment


_ENVIRONMENT: Final = _environment()


def compile_templates() -> None:
    """Compile all templates, so that no request has to wait for it."""
    for name in _ENVIRONMENT.list_templates():
        _ENVIRONMENT.get_template(name)


def render(template: str, **values: object) -> bytes:
    """Return a page as UTF-8.

    Args:
        template: File name under ``templates/``.
        values: What the template shows; markup in it is escaped.
    """
    return _ENVIRONMENT.get_template(template).render(values).encode()
