"""Who holds which post: ``holdsPosition``."""

from collections.abc import Callable, Iterator
from typing import Final

from spacy.tokens import Span

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.posts import is_plural, post_noun
from graph.extraction.proposals import Argument, Kind, Relation
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.titles import Form, post_from

_TO_NAME: Final = frozenset(
    {"appoint", "become", "designate", "elect", "name", "be", "remain", "serve"}
)

_NAMING: Final = frozenset({"appoint", "designate", "elect", "name"})


def _beside(form: Form) -> Callable[[Parse, Span], Iterator[Finding]]:
    """Return what reads the titles of one form: "Lao foreign minister Ana Lu"."""

    def read(parse: Parse, sentence: Span) -> Iterator[Finding]:
        for mention in parse.mentions_in(sentence):
            for title in parse.titles.get(mention, ()):
                if title.form == form and title.post:
                    holder = Argument(mention.canonical, mention)
                    yield Finding(holder, Relation.HOLDS_POSITION, Argument(title.post))

    return read


def _said(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu is the director of the forum", "Bo Mek was appointed ambassador to Laos"."""
    nouns = [*frame.parts("attr", "oprd"), *frame.after("as")]
    named = frame.passive or frame.lemma in _NAMING
    people = frame.objects if named else frame.grammatical_subjects
    for noun in nouns:
        if not post_noun(noun) or is_plural(noun) or frame.parse.mention_at(noun):
            continue
        post = post_from(frame.parse, noun.i, noun.sent.end)
        name = post.name() if post else None
        for person in (who for token in people for who in frame.parse.arguments(token)):
            if name and person.mention and person.mention.kind == Kind.PERSON:
                yield Finding(person, Relation.HOLDS_POSITION, Argument(name), frame)


RULES: Final[tuple[Rule, ...]] = (
    *(SentenceRule(f"positions.{form}", "1", _beside(form)) for form in Form),
    FrameRule("positions.said", "1", _TO_NAME, _said),
)
