"""Who alleges what, of whom it need not be true: ``alleges``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.contents import CLAIMS, after_aside, claimed, content, rest
from graph.extraction.relations.holders import holders
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.wording import clause, verb_phrase
from graph.extraction.words import words

_VERBS: Final = words("allege argue assert charge claim contend deem insinuate")
_CALLING: Final = frozenset({"brand", "call", "deem", "denounce", "describe", "label"})
_PUBLISHERS: Final = words(
    """blog channel critic daily journal magazine media newspaper opponent organisation organization
    outlet paper portal publication rival station tabloid website"""
)
_ACCORDING: Final = 2
_LONGEST: Final = 10
_SMALL: Final = frozenset({"a", "as", "the"})
_PRAISE: Final = words(
    """achievement constructive excellent friend fruitful great historic important landmark
    legitimate milestone positive significant success successful valuable"""
)
_WRONGS: Final = words(
    """aggression attack betrayal breach crime fabrication farce insult interference lie provocation
    sham threat violation"""
)
_QUOTES: Final = frozenset({'"', "“", "”"})


def _alleged(who: list[Argument], words: str, frame: Frame) -> Iterator[Finding]:
    if len(words.split()) > 1:
        for subject in who:
            yield Finding(subject, Relation.ALLEGES, Argument(words), frame, Modality.ALLEGED)


def _who(frame: Frame) -> list[Argument]:
    """Return who alleges: by name, or by the words for a publisher or an opponent."""
    tokens = frame.subjects if frame.passive else frame.grammatical_subjects
    named = holders(frame)
    return named or [_publisher(frame.parse, token) for token in tokens if _publishes(token)]


def _publishes(token: Token) -> bool:
    return token.lemma_.lower() in _PUBLISHERS


def _publisher(parse: Parse, token: Token) -> Argument:
    """Return a publisher by name; "the same newspaper" is the last one that has such a noun."""
    named = parse.named(token)
    if named:
        return named[0]
    if {child.lower_ for child in token.lefts} <= {"the", "same", "this", "that"}:
        for mention in reversed(parse.mentions):
            span = parse.spans.get(mention)
            if span is None or span.end > token.i or mention.kind != Kind.ORGANIZATION:
                continue
            if span.start and _publishes(parse.doc[span.start - 1]):
                return Argument(mention.canonical, mention)
    return parse.phrase(token)


def _verb(frame: Frame) -> Iterator[Finding]:
    """Read "the paper claims that …"."""
    if frame.nominal or frame.negated or frame.head.tag_ == "VB":
        return
    sentence = frame.head.sent
    before = frame.head.doc[sentence.start : frame.head.i]
    if frame.head.tag_ == "VBG" and any(token.lemma_.lower() in CLAIMS for token in before):
        return
    who = _who(frame)
    aside = after_aside(frame.head)
    told = [clause(verb) for verb in ([aside] if aside is not None else content(frame))]
    for words_alleged in told or filter(None, [rest(frame.head)]):
        yield from _alleged(who, words_alleged, frame)


def _asked(frame: Frame) -> Iterator[Finding]:
    """Read "The daily X reports that …; what do you say?", where it is asked whether it is so."""
    if frame.nominal or frame.negated or frame.head.sent[-1].text != "?":
        return
    for verb in content(frame):
        who = [w for w in _who(frame) if w.mention and w.mention.kind == Kind.ORGANIZATION]
        yield from _alleged(who, clause(verb), frame)


def _which(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "the note issued by Laos, according to which …"."""
    for token in sentence:
        if token.lower_ != "which" or token.i - sentence.start < _ACCORDING:
            continue
        verb = next((part for part in token.head.children if part.dep_ == "pcomp"), None)
        if token.nbor(-2).lower_ == "according" and verb is not None:
            authors = [w for by in token.doc[sentence.start : token.i] for w in _issuing(parse, by)]
            yield from _alleged(
                authors[-1:], clause(verb).removeprefix("which "), Frame(parse, verb)
            )


def _issuing(parse: Parse, by: Token) -> Iterator[Argument]:
    """Yield who issued something: "a note issued by Laos", "a statement of the ministry"."""
    if by.lower_ in {"by", "of", "from"}:
        for noun in by.children:
            yield from (
                who
                for who in parse.arguments(noun)
                if who.mention is not None
                and who.mention.kind in {Kind.ORGANIZATION, Kind.PERSON, Kind.STATE_OR_PLACE}
            )


def _accuse(frame: Frame) -> Iterator[Finding]:
    """Read "Laos accused Chad of spying"."""
    if frame.nominal or frame.negated:
        return
    who = _who(frame)
    accuses = "for" if frame.lemma == "blame" else "of"
    for token in frame.objects:
        if token.lemma_.lower() in CLAIMS:
            continue
        accused = " and ".join(frame.parse.words(head) for head in frame.parse.coordinated(token))
        for preposition in frame.parts("prep"):
            if preposition.lower_ != accuses:
                continue
            for child in preposition.children:
                if child.dep_ in {"pcomp", "pobj"}:
                    words = (
                        verb_phrase(child) if child.dep_ == "pcomp" else frame.parse.words(child)
                    )
                    yield from _alleged(who, f"{accused} {accuses} {words}", frame)


def _call(frame: Frame) -> Iterator[Finding]:
    """Read "called the deal "null and void"", where the words are quoted."""
    if frame.nominal or frame.negated or frame.passive:
        return
    doc = frame.head.doc
    start = frame.head.i + 1
    for index in range(start, min(start + _LONGEST, frame.head.sent.end)):
        if doc[index].text in {",", ";", "."}:
            return
        if doc[index].text in _QUOTES:
            quoted = _quoted(doc[index + 1 : frame.head.sent.end])
            thing = _thing(frame.parse, [t for t in doc[start:index] if t.lower_ not in _SMALL])
            if thing and quoted and _is_judged(quoted):
                yield from _alleged(_who(frame), f"{thing} {quoted}", frame)
            return


def _is_judged(quoted: str) -> bool:
    """Return whether a quoted name for something charges it with something."""
    told = set(quoted.lower().split())
    noun = bool(told) and quoted.lower().split()[0] in {"a", "an", "the"}
    return not told & _PRAISE and (not noun or bool(told & _WRONGS))


def _thing(parse: Parse, tokens: list[Token]) -> str:
    """Return the words for what is called something: of a pronoun, the noun before it."""
    if not tokens or tokens[0].pos_ != "PRON" or len(tokens) > 1:
        return " ".join(token.text for token in tokens)
    token = tokens[0]
    for earlier in reversed(token.doc[token.sent.start : token.i]):
        if earlier.dep_ in {"dobj", "pobj"} and earlier.pos_ == "NOUN":
            return parse.phrase(earlier).name
    return ""


def _quoted(after: Span) -> str:
    words = []
    for token in after:
        if token.text in _QUOTES:
            break
        words.append(token.text_with_ws)
    return "".join(words).strip(" ,.")


def _noun(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "a report of the portal that …", "the claim by Laos that …"."""
    for token in sentence:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in CLAIMS:
            continue
        verb = claimed(token)
        if verb is not None:
            who = list(_authors(parse, token, verb))
            yield from _alleged(who[:1], clause(verb), Frame(parse, token))


def _authors(parse: Parse, noun: Token, verb: Token) -> Iterator[Argument]:
    """Yield whose claim it is: the bodies named, or else the publishers, before its content."""
    between = noun.doc[noun.i + 1 : verb.left_edge.i]
    unnamed = None
    for token in between:
        if (
            token.dep_ == "prep"
            and token.lower_ in {"about", "against", "on"}
            and token.i > noun.i + 2
        ):
            break
        mention = parse.mention_at(token)
        if mention is not None and mention.kind in {Kind.ORGANIZATION, Kind.PERSON}:
            yield Argument(mention.canonical, mention)
        elif mention is None and unnamed is None and (_publishes(token) or _by(token, noun)):
            unnamed = token
    if unnamed is not None:
        yield parse.phrase(unnamed)


def _by(token: Token, noun: Token) -> bool:
    """Return whether a noun says by whom a claim is: "claims by the rebels that"."""
    return token.dep_ == "pobj" and token.head.lower_ == "by" and token.head.i == noun.i + 1


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("alleges.verb", "1", _VERBS, _verb),
    FrameRule("alleges.accuse", "1", frozenset({"accuse", "blame"}), _accuse),
    FrameRule("alleges.asked", "1", words("report say write"), _asked),
    FrameRule("alleges.call", "1", _CALLING, _call),
    SentenceRule("alleges.noun", "1", _noun),
    SentenceRule("alleges.which", "1", _which),
)
