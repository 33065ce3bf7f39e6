"""Frames: a verb, or a noun that names an event, with those who take part in it.

A frame is read from the parse so that rules need not know how it was said: the subject of a passive
is its agent, an infinitive has the subject of the verb above it, a relative clause that of the noun
that it is about, and a preposition belongs to its clause whichever word the parser hung it on.

What a frame tells (all of it is read when it is asked for):

- ``head``: the verb or noun; ``lemma``: its dictionary form in lower case; ``nominal``: a noun;
- ``subjects``: heads of the noun phrases of those who act; ``objects``: of those acted upon;
  both with passives turned round, controlled subjects found, antecedents and coordination *not*
  resolved: ``parse.arguments(token)`` and ``parse.parties(token)`` do that;
- ``passive``, ``negated``, ``auxiliaries`` ("will", "has", …), ``tense`` ("past", "present",
  "future", or "" where the verb has none: infinitives, participles, nouns);
- ``phrases``: preposition and object of each prepositional phrase of the clause, in order, with
  the word that it hangs on; ``after("in", "to")`` gives the objects of some prepositions;
- ``governors``: the frames above it, nearest first: of "They denied that she agreed to visit Rome"
  the frame *visit* has *agree* and *deny*; ``link`` says how it hangs on the nearest ("xcomp",
  "ccomp", "advcl", "acl", "relcl", "conj", "pcomp", "" for the main clause);
- ``reports``: those of the governors whose content it is (they "say that" it is so), nearest
  first: each has its own subjects, negation and tense.

>>> from graph.extraction.pipeline import pipeline
>>> from graph.extraction.parses import Parse
>>> doc = pipeline()("The envoy said the ministers will not be received by the king in Rome.")
>>> frame = next(f for f in frames(Parse(doc, (), {}), doc[:]) if f.lemma == "receive")
>>> frame.subjects, frame.objects, frame.after("in")
((king,), (ministers,), (Rome,))
>>> frame.negated, frame.tense, [report.lemma for report in frame.reports]
(True, 'future', ['say'])
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.parses import Parse, joint
from graph.extraction.posts import post_noun
from graph.extraction.prepositions import Phrase, phrases_below
from graph.extraction.verbs import INVITING, JUDGING, OBJECT_CONTROL, SUPPORT, lemma_of
from graph.extraction.words import is_no_longer, word_at

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OBJECTS: Final = frozenset({"dobj", "attr", "oprd", "dative"})
_AUXILIARIES: Final = frozenset({"aux", "auxpass"})
_FINITE: Final = frozenset({"VBD", "VBP", "VBZ"})
_FUTURE: Final = frozenset({"will", "shall", "'ll", "’ll", "wo"})


@dataclass(frozen=True, eq=False)
class Frame:
    """A verb, or a noun that names an event, with those who take part in it.

    Args:
        parse: The parse that it was read from.
        head: The verb or noun.
    """

    parse: Parse
    head: Token

    @cached_property
    def lemma(self) -> str:
        """Return the dictionary form of the head, in lower case."""
        return lemma_of(self.head)

    @property
    def nominal(self) -> bool:
        """Return whether the head is a noun."""
        return self.head.pos_ in {"NOUN", "PROPN"}

    @cached_property
    def children(self) -> tuple[Token, ...]:
        """Return what hangs on the head, in the order of the text."""
        return tuple(self.head.children)

    def parts(self, *relations: str) -> tuple[Token, ...]:
        """Return what hangs on the head by one of some relations of the parse."""
        return tuple(child for child in self.children if child.dep_ in relations)

    @cached_property
    def passive(self) -> bool:
        """Return whether the verb is passive; "a deal signed by Laos" is too."""
        if self.nominal:
            return False
        if self.parts("nsubjpass", "auxpass", "agent"):
            return True
        if self.head.dep_ == "acl" or (self.head.dep_ == "conj" and not self.parts("nsubj", "aux")):
            above = self.above
            return self.head.tag_ == "VBN" and (
                self.head.dep_ == "acl" or (above is not None and above.passive)
            )
        return False

    @cached_property
    def auxiliaries(self) -> tuple[str, ...]:
        """Return the auxiliary verbs, in lower case; a verb in coordination shares the first's."""
        found = tuple(part.lower_ for part in self.parts(*_AUXILIARIES))
        if not found and self.link == "conj" and self.above and not self.parts("nsubj"):
            same = self.head.tag_ == self.above.head.tag_
            return self.above.auxiliaries if same else ()
        return found

    @cached_property
    def negated(self) -> bool:
        """Return whether the clause says that it is not so."""
        if self.parts("neg") or is_no_longer(self.head):
            return True
        if any(part.lower_ in {"no", "neither", "never"} for part in self.parts("det", "preconj")):
            return True
        nouns = () if self.nominal else self.parts("dobj", "nsubj", "attr")
        return any(part.lower_ in {"no", "neither"} for noun in nouns for part in noun.children)

    @cached_property
    def tense(self) -> str:
        """Return "past", "present" or "future", and "" for a form that has no tense."""
        if self.nominal:
            return ""
        words = self.auxiliaries
        if words and words[0] in _FUTURE:
            return "future"
        finite = [*self.parts(*_AUXILIARIES), self.head]
        tag = finite[0].tag_
        if not self.parts(*_AUXILIARIES) and words and self.above is not None:
            return self.above.tense
        if "to" in words or tag in {"VB", "VBG"}:
            return ""
        if tag == "MD":
            return "present"
        return "past" if tag in {"VBD", "VBN"} else "present"

    # Who takes part

    @cached_property
    def grammatical_subjects(self) -> tuple[Token, ...]:
        """Return the heads of the subject, of this verb or of the one that it shares it with."""
        if self.nominal:
            return self.holders
        helped_by = (part for verb in self.parts("aux") for part in verb.children)
        own = tuple(part for part in (*helped_by, *self.children) if part.dep_ in _SUBJECTS)
        if any(word_at(part, 1) == ":" for part in own):  # who says it: "LU: The envoy left."
            return self.parse.subjects_before(self.head)
        if own:
            return tuple(
                dict.fromkeys(o for part in own for o in self.parse.subjects(part, self.head))
            )
        helped = any(part.tag_ in _FINITE for part in self.parts("aux", "auxpass"))
        if (helped or self.head.tag_ in _FINITE) and self.link in {"", "ccomp", "advcl"}:
            return self.parse.subjects_before(self.head)
        if self.link in {"acl", "relcl"}:
            return self._subjects_of_modifier()
        return self._subjects_above()

    def _subjects_above(self) -> tuple[Token, ...]:
        """Return the subject that a verb shares with the one above it."""
        above = self.above
        if above is None:
            return ()
        if invited := _invited(above) or self._meant():
            return invited
        noun = self.head.head.head if self.head.dep_ == "pcomp" else self.head
        if noun.pos_ == "NOUN" and any(part.dep_ == "poss" for part in noun.children):
            return Frame(self.parse, noun).holders  # "X reaffirmed Y's commitment to doing it"
        controlled = self.link == "xcomp" and above.lemma in OBJECT_CONTROL
        controlled |= self.link == "pcomp" and above.lemma in JUDGING
        own = above.objects
        if above.lemma in {"appeal", "call", "impose"}:
            own = above.after("on", "upon", "to", "against")[:1] or own
        return (own if controlled else ()) or above.grammatical_subjects

    def _meant(self) -> tuple[Token, ...]:
        """Return who is named in "for Ana Lu to attend"."""
        to = next((part for part in self.parts("aux") if part.lower_ == "to" and part.i), None)
        if self.head.tag_ != "VB" or to is None:
            return ()
        current = self.head.doc[to.i - 1]
        while current.dep_ in {"compound", "conj", "pobj"} and current.right_edge.i == to.i - 1:
            if current.dep_ == "pobj" and current.head.lower_ == "for":
                return (current,) if self.parse.named(current) or post_noun(current) else ()
            current = current.head
        return ()

    def _subjects_of_modifier(self) -> tuple[Token, ...]:
        """Return the subject of a verb that modifies a noun: the noun, or who holds it."""
        noun = self.head.head
        if self.head.tag_ == "VB":
            named = Frame(self.parse, noun)
            return (_invited(named.above) if named.above else ()) or named.holders
        return (noun,)

    @cached_property
    def subjects(self) -> tuple[Token, ...]:
        """Return the heads of the phrases that say who acts; none for a passive without agent."""
        if not self.passive:
            return self.grammatical_subjects
        agents = [by for by in self.children if by.dep_ in {"agent", "prep"} and by.lower_ == "by"]
        agents += [other for by in agents for other in by.conjuncts if other.lower_ == "by"]
        parts = (part for by in agents for part in by.children if part.ent_type_ != "DATE")
        return tuple(part for part in parts if part.dep_ in {"pobj", "pcomp"})

    @cached_property
    def objects(self) -> tuple[Token, ...]:
        """Return the heads of the phrases that say who or what is acted upon."""
        if self.passive:
            return self.grammatical_subjects
        own = tuple(part for part in self.parts(*_OBJECTS) if part.tag_ not in {"IN", "TO"})
        return own or self._shared_objects()

    def _shared_objects(self) -> tuple[Token, ...]:
        """Return the objects that a verb shares with the next one: "signed and ratified it"."""
        verbs = () if self.nominal else self.parts("conj")
        next_to = (verb for verb in verbs if verb.i == self.head.i + 2)
        return tuple(part for verb in next_to for part in verb.children if part.dep_ in _OBJECTS)

    @cached_property
    def holders(self) -> tuple[Token, ...]:
        """Return whose event a noun names: its possessor, its agent, or the subject of its verb.

        "X's visit", "the signing by X", "X paid a visit", "X is on a visit", "X's plan".
        """
        head = self.head
        own = tuple(part for part in head.children if part.dep_ == "poss" and self._is_known(part))
        own += tuple(
            part
            for by in head.children
            if by.lower_ == "by"
            for part in by.children
            if part.dep_ == "pobj"
        )
        if own:
            return own
        above = self.above
        if above is None or above.nominal:
            return ()
        taken = head.dep_ in {"attr", "conj", "dobj", "pobj"}
        return above.grammatical_subjects if taken else ()

    def _is_known(self, possessor: Token) -> bool:
        """Return whether a possessor is a name, or a pronoun that stands for one."""
        return possessor.tag_ != "PRP$" or possessor.i in self.parse.antecedents

    @property
    def supported(self) -> bool:
        """Return whether a noun is the object of a verb that says little: "held talks"."""
        above = self.above
        return (
            self.head.dep_ in {"dobj", "nsubjpass"} and above is not None and above.lemma in SUPPORT
        )

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Return the prepositional phrases of the clause, for a noun those after it or on it."""
        if not self.nominal:
            return tuple(phrases_below(self.head, clause=True))
        own = list(phrases_below(self.head, clause=False))
        above = self.above
        if above is not None and not above.nominal and self.head.dep_ != "nsubj":
            taken = {phrase.object.i for phrase in own}
            own += [
                phrase
                for phrase in above.phrases
                if phrase.object.i > self.head.i and phrase.object.i not in taken
                if phrase.attached in {above.head, self.head}
            ]
        return tuple(own)

    def after(self, *prepositions: str) -> tuple[Token, ...]:
        """Return the objects of some prepositions of the clause, in the order of the text."""
        return tuple(phrase.object for phrase in self.phrases if phrase.preposition in prepositions)

    # What stands above

    @cached_property
    def link(self) -> str:
        """Return how the frame hangs on the one above: a relation of the parse, or ""."""
        if self.head.dep_ == "ROOT":
            return ""
        relation = joint(self.head).dep_
        return "pcomp" if relation == "prep" and self.head.dep_ == "pcomp" else relation

    @cached_property
    def above(self) -> "Frame | None":
        """Return the frame of the verb, or for a clause on a noun of the noun, above this one."""
        hung = joint(self.head)
        if hung.dep_ == "ROOT" or hung.head == self.head:
            return None
        above = Frame(self.parse, hung.head)
        if hung.dep_ == "conj" and hung == self.head and self.head.tag_ in _FINITE:
            while above.head.tag_ not in _FINITE and not above.nominal and above.above is not None:
                if above.parts(*_AUXILIARIES) and "to" not in above.auxiliaries:
                    break
                above = above.above
        return above

    @cached_property
    def governors(self) -> "tuple[Frame, ...]":
        """Return the frames above, nearest first."""
        found: list[Frame] = []
        above = self.above
        while above is not None:
            found.append(above)
            above = above.above
        return tuple(found)

    @cached_property
    def reports(self) -> "tuple[Frame, ...]":
        """Return the frames above whose content this one is, nearest first."""
        found: list[Frame] = []
        current: Frame = self
        for above in self.governors:
            if current.link in {"ccomp", "parataxis"} and not above.nominal:
                found.append(above)
            found += current.inserted
            current = above
        return (*found, *current.inserted)

    @property
    def inserted(self) -> "list[Frame]":
        """Return the verbs put into a clause that say whose words it is: "Laos, he said, is"."""
        return [
            Frame(self.parse, verb)
            for verb in self.parts("parataxis")
            if verb.i < self.head.i and any(part.dep_ == "nsubj" for part in verb.children)
        ]


def _invited(frame: Frame) -> tuple[Token, ...]:
    """Return those who are invited by a verb that says so with the noun."""
    invites = frame.lemma in INVITING and not frame.passive
    if invites and any(noun.lemma_.lower() == "invitation" for noun in frame.objects):
        return frame.after("to")[:1] or frame.parts("dative")
    return ()


def frames(parse: Parse, sentence: Span) -> Iterator[Frame]:
    """Yield the frames of a sentence: each verb and each noun, in the order of the text.

    Args:
        parse: The parse.
        sentence: One of its sentences.
    """
    for token in sentence:
        if token.pos_ in {"VERB", "NOUN", "PROPN"} or (
            token.pos_ == "AUX" and token.dep_ not in _AUXILIARIES
        ):
            yield Frame(parse, token)
