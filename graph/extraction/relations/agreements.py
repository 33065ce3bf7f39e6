"""Who signs what: ``signs``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.parses import related
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.participants import actors, pairs
from graph.extraction.relations.texts import TEXTS, agreements, without_parties
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import words

_SIGNED: Final = words(
    """amendment announcement commitment concession extension facility grant guarantee law lease
    loan order package papers partnership program programme project proposal ratification renewal
    resolution subsidy understanding waiver"""
)
"""Nouns for what is signed, which are no texts by themselves."""

_AGREED: Final = words(
    """accord agreement compact contract convention covenant deal memoranda memorandum mou pact
    protocol treaty"""
)
"""Those of them that exist only once they are signed."""

_SIGNING: Final = words("co-sign conclude countersign enter initial ink sign")
_PUTTING: Final = words("add affix append attach carry bear exchange lend put set")
"""Verbs beside "signature": who puts it under something, or what it stands under."""

_NOT_YET: Final = words("negotiate negotiation possible propose draft future toward")


def _sign(frame: Frame) -> Iterator[Finding]:
    """Read "Laos and Chad signed a treaty"; "the treaty was signed by Laos"."""
    parse = frame.parse
    if frame.nominal:
        return
    objects = [*frame.objects]
    if not frame.passive:
        objects += frame.after("onto", "on to") if frame.lemma == "sign" else ()
        if any(part.lower_ == "up" for part in frame.parts("prt")):  # "signed up to the treaty"
            objects += frame.after("to")
    if frame.lemma == "enter":
        objects = list(frame.after("into"))
    parties = actors(parse, frame.subjects)
    if frame.passive or not parties:
        parties = parties or actors(parse, frame.after("between", "by"))
    if parties or frame.passive:
        parties += [who for who in _partners(frame, objects) if who not in parties]
    if frame.lemma in {"conclude", "enter"}:
        if not any(token.lemma_.lower() in {"signature", "signing"} for token in frame.head.sent):
            return  # what is concluded is agreed, but not told to be signed
        objects = [token for token in objects if token.lemma_.lower() in _AGREED]
    held = Modality.PLANNED if frame.lemma == "initial" else None
    found = agreements(parse, objects) or list(_other_texts(frame))
    yield from pairs(parties, Relation.SIGNS, found, frame, held)


def _other_texts(frame: Frame) -> Iterator[Argument]:
    """Yield what is signed by other words: "a programme with Chad", and "a treaty on X which"."""
    if frame.lemma not in {"co-sign", "countersign", "ink", "sign"}:
        return
    for token in frame.objects:
        text = _text_above(related(token))
        if text is not None:
            yield from agreements(frame.parse, [text])
        elif token.lemma_.lower() in _SIGNED and frame.parse.mention_at(token) is None:
            yield Argument(without_parties(frame.parse.words(token)))


def _text_above(noun: Token) -> Token | None:
    """Return the text that a noun tells more of: "treaty" for "persons" in "a treaty on them"."""
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep":
        noun = noun.head.head
        if _is_text(noun):
            return noun
        if noun.pos_ == "VERB":
            return next(
                (part for part in noun.children if part.dep_ == "dobj" and _is_text(part)), None
            )
    return None


def _partners(frame: Frame, texts: list[Token]) -> list[Argument]:
    """Return with whom somebody signs: "signed with her counterpart", "a treaty with Laos"."""
    with_text = [
        part
        for text in texts
        for preposition in related(text).children
        if preposition.lower_ == "with"
        for part in preposition.children
    ]
    found = actors(frame.parse, [*frame.after("with", "together with", "alongside"), *with_text])
    return [who for who in found if who.mention is not None]


def _signature(frame: Frame) -> Iterator[Finding]:
    """Read "Laos put its signature to the treaty", "the treaty bears the signature of Ana Lu"."""
    parse, above = frame.parse, frame.above
    if not frame.nominal or above is None or above.lemma not in _PUTTING:
        return
    if above.lemma in {"bear", "carry"}:
        texts = agreements(parse, above.grammatical_subjects)
        yield from pairs(actors(parse, frame.after("of")), Relation.SIGNS, texts, above)
    else:
        texts = agreements(parse, above.after("to", "on"))
        yield from pairs(actors(parse, above.subjects), Relation.SIGNS, texts, above)


def _pen(frame: Frame) -> Iterator[Finding]:
    """Read "Laos and Chad put pen to paper on a treaty"."""
    if any(noun.lower_ == "pen" for noun in frame.parts("dobj")):
        texts = agreements(frame.parse, frame.after("on"))
        yield from pairs(actors(frame.parse, frame.subjects), Relation.SIGNS, texts, frame)


def _signing(frame: Frame) -> Iterator[Finding]:
    """Read "the signing of the treaty between Laos and Chad", "the signature by Laos of …"."""
    if not frame.nominal and frame.head.tag_ != "VBG":
        return
    if frame.head.tag_ == "VBG" and not any(child.dep_ == "det" for child in frame.children):
        return
    parse = frame.parse
    found = agreements(parse, list(frame.after("of")))
    parties = actors(parse, [*frame.after("between", "by"), *frame.parts("poss")])
    above = frame.above
    if not parties and above is not None and frame.head.head.lower_ in {"with", "via", "through"}:
        parties = actors(parse, above.grammatical_subjects)
    yield from pairs(parties, Relation.SIGNS, found, frame)


def _between(frame: Frame) -> Iterator[Finding]:
    """Read "the border agreement between Laos and Chad"."""
    if not frame.nominal or frame.parse.mention_at(frame.head):
        return
    if _is_yet_to_be(frame):
        return
    for phrase in frame.phrases:
        if phrase.preposition == "between" and phrase.attached == frame.head:
            parties = actors(frame.parse, [phrase.object])
            if len(parties) > 1:
                found = agreements(frame.parse, [frame.head])
                yield from pairs(parties, Relation.SIGNS, found, frame, Modality.ASSERTED)


def _is_yet_to_be(frame: Frame) -> bool:
    """Return whether an agreement is spoken of that does not exist yet."""
    said = {token.lemma_.lower() for token in frame.head.sent}
    return frame.negated or bool(said & _NOT_YET)


def _signatory(frame: Frame) -> Iterator[Finding]:
    """Read "Laos is a signatory to the treaty", "signatories to the treaty include Chad"."""
    if not frame.nominal:
        return
    parse, head, above = frame.parse, frame.head, frame.above
    texts = agreements(parse, list(_to(head, {"to", "of"})))
    if above is not None and head.dep_ == "attr":
        if above.link == "relcl" and not texts:
            texts = agreements(parse, [_related(above)])
        who = actors(parse, above.subjects)
    elif above is not None and head.dep_ == "nsubj" and above.lemma in {"be", "include"}:
        who = actors(parse, above.objects)
    elif above is not None and head.dep_ == "dobj" and above.lemma in {"count", "have"}:
        texts = texts or agreements(parse, above.grammatical_subjects)
        who = _among_them(frame)
    elif head.dep_ == "appos":
        who = actors(parse, [head.head])
    elif head.dep_ == "pobj" and above is not None and head.head.lower_ in {"as", "among"}:
        who = actors(parse, above.grammatical_subjects or above.objects)
    else:
        return
    told = head.dep_ == "appos" or head.head.lower_ == "as" or above is None
    yield from pairs(who, Relation.SIGNS, texts, frame if told else above or frame)


def _among_them(frame: Frame) -> list[Argument]:
    """Return the states of "61 signatories, A and B among them", "…, among them A and B"."""
    found = [
        Argument(mention.canonical, mention)
        for mention in frame.parse.mentions_in(frame.head.doc[frame.head.i : _clause_end(frame)])
        if mention.kind == Kind.STATE_OR_PLACE
    ]
    among = any(t.lower_ in {"among", "including"} for t in frame.head.sent if t.i > frame.head.i)
    return found if among else []


def _clause_end(frame: Frame) -> int:
    """Return the index of the semicolon or the end of the sentence after a noun."""
    ends = [t.i for t in frame.head.sent if t.i > frame.head.i and t.text == ";"]
    return min([*ends, frame.head.sent.end])


def _to(noun: Token, prepositions: set[str]) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            yield from (part for part in child.children if part.dep_ == "pobj")


def _related(frame: Frame) -> Token:
    """Return the noun that a relative clause is about."""
    token = frame.head
    while token.dep_ != "relcl" and token.head != token:
        token = token.head
    return token.head


def _headline(frame: Frame) -> Iterator[Finding]:
    """Read "Laos, Chad sign visa waiver agreement", where the parser takes the verb for a noun."""
    parse, verb = frame.parse, frame.head
    if not frame.nominal:
        return
    sentence = verb.sent
    parties = parse.mentions_in(verb.doc[sentence.start : verb.i])
    between = [t for t in verb.doc[sentence.start : verb.i] if parse.mention_at(t) is None]
    last = verb.doc[sentence.end - 1]
    if not parties or last.is_punct or any(t.text not in {",", "and", "&"} for t in between):
        return
    noun = next((t for t in verb.doc[verb.i + 1 : sentence.end] if _is_text(t)), None)
    if noun is None or any(t.pos_ in {"AUX", "VERB"} for t in verb.doc[noun.i : sentence.end]):
        return
    named = parse.mention_at(noun)
    words = verb.doc[verb.i + 1 : noun.i + 1].text if named is None else named.canonical
    with_whom = actors(parse, [t.nbor() for t in noun.rights if t.lower_ == "with"])
    who = [Argument(party.canonical, party) for party in parties] + with_whom
    yield from pairs(who, Relation.SIGNS, [Argument(words, named)], frame, Modality.ASSERTED)


def _is_text(token: Token) -> bool:
    return token.lemma_.lower() in TEXTS


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("signs.verb", "3", _SIGNING, _sign),
    FrameRule("signs.noun", "1", frozenset({"signing", "signature", "sign"}), _signing),
    FrameRule("signs.between", "1", _AGREED, _between),
    FrameRule("signs.signatory", "2", frozenset({"signatory"}), _signatory),
    FrameRule("signs.headline", "1", frozenset({"sign"}), _headline),
    FrameRule("signs.signature", "1", frozenset({"signature"}), _signature),
    FrameRule("signs.pen", "1", frozenset({"put"}), _pen),
)
