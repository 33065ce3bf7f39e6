"""In which body a post is, where its name tells: "Permanent Secretary of the MFARC"."""

import re
from collections.abc import Iterable

from graph.extraction.proposals import Kind, Mention


def body_of(post: str, mentions: Iterable[Mention]) -> Mention | None:
    """Return the body that the name of a post ends or begins with; None where it names none.

    One capitalised word before a post may be a part of it ("Crime Commissioner").

    Args:
        post: Name of the post.
        mentions: The names in its sentence.

    >>> words = ("DFA", "Senate", "Crime")
    >>> names = [Mention(0, 3, each, Kind.ORGANIZATION, each) for each in words]
    >>> posts = ("DFA envoy", "President of the Senate", "Crime Commissioner", "Senate envoy")
    >>> [body.words if (body := body_of(post, names)) else None for post in posts]
    ['DFA', 'Senate', None, None]
    """
    bodies = [mention for mention in mentions if mention.kind is Kind.ORGANIZATION]
    longest = sorted(bodies, key=lambda mention: -len(mention.words))
    return next((body for body in longest if _names(post, body)), None)


def _names(post: str, body: Mention) -> bool:
    """Tell whether the name of a post names a body, in its words or by its full name."""
    for name in (body.words, body.canonical):
        if re.search(rf"\bof (?:the )?{re.escape(name)}$", post):
            return True
        if post.startswith(f"{name} ") and (name.isupper() or " " in name):
            return True
    return False
