"""The forms of the pages that choose claims: what there is to choose from, and what was typed."""

from typing import Final

from starlette.requests import Request

from graph.analysis import MODALITIES
from graph.namespaces import COMITY, SLUG, graph_name
from graph.store import Store
from web.dates import counts
from web.service import service_of
from web.vocabulary import sections

FORMS: Final = {"/graph": "graph", "/map": "map", "/path": "path", "/timeline": "timeline"}
"""Path of a page → its form, a macro of ``forms.html``."""


def again(request: Request) -> dict[str, object] | None:
    """Return the form of a page with what was typed into it, or None for a page without one."""
    form = FORMS.get(request.url.path)
    if form is None or request.method != "GET":
        return None
    return {
        "form": form,
        "typed": dict(request.query_params),
        "choices": choices(service_of(request).store),
    }


def choices(store: Store) -> dict[str, object]:
    """Return what the fields of the forms offer."""
    terms = sections(store)
    properties = terms.get("Properties between things", ())
    return {
        "modalities": MODALITIES,
        "reports": report_ids(store),
        "relations": {term.iri: term.label for term in properties},
        "kinds": {
            term.fragment: term.label
            for term in terms.get("Classes", ())
            if term.iri.startswith(COMITY)
        },
        "years": sorted({year for year, _, _ in counts(store, None)}),
    }


def report_ids(store: Store) -> list[str]:
    """Return the ids of the reports that the store holds."""
    names = (name.value.removeprefix(graph_name("").value) for name in store.graph_names())
    built_in = {"ontology", "reference", "provenance"}
    return sorted(name for name in names if SLUG.fullmatch(name) and name not in built_in)
