"""Who holds which post in which body."""

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from graph.records import select
from graph.store import Store
from web.names import Name, names_of

MOST_POSTS: Final = 50
"""Most posts that the page of a thing shows."""


@dataclass(frozen=True)
class Tenure:
    """A post, with who holds it and where it is; None for what is not known.

    Args:
        holder: Who holds it.
        post: The post.
        body: The body that it is in.
    """

    holder: Name | None
    post: Name
    body: Name | None


def tenures(store: Store, thing: ox.NamedNode) -> tuple[Tenure, ...]:
    """Return the posts that a person holds, that a body has, or the holders of a post."""
    rows = {
        (holder, post, body)
        for holder, post, body in select(
            store.query,
            f"""SELECT DISTINCT ?holder ?post ?body {{
                {{ {thing} org:holds ?post BIND({thing} AS ?holder)
                   OPTIONAL {{ ?post org:postIn ?body }} }}
                UNION {{ ?post org:postIn {thing} BIND({thing} AS ?body)
                         OPTIONAL {{ ?holder org:holds ?post }} }}
                UNION {{ ?holder org:holds {thing} BIND({thing} AS ?post)
                         OPTIONAL {{ {thing} org:postIn ?body }} }}
            }} LIMIT {MOST_POSTS}""",
        )
    }
    names = names_of(store, {term for row in rows for term in row if term is not None})
    found = (
        Tenure(holder and names[holder], names[post], body and names[body])
        for holder, post, body in rows
    )
    return tuple(sorted(found, key=_order))


def _order(tenure: Tenure) -> tuple[str, str, str]:
    """Return what posts are sorted by: the name of the post, of its holder, of its body."""
    holder, body = (part.text if part else "" for part in (tenure.holder, tenure.body))
    return tenure.post.text.casefold(), holder, body
