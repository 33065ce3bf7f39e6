"""What somebody plans to do: ``plans``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse, relative_clause
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.holders import holders
from graph.extraction.relations.participants import actors, is_plural_post
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.wording import clause, full_phrase, shares_object, verb_phrase
from graph.extraction.words import word_at, words

_VERBS: Final = words(
    """agree aim aspire commit continue decide intend mean opt pledge plan prepare promise
    propose resolve seek strive undertake vow"""
)
"""Verbs whose infinitive is a plan of their subject."""

_ADJECTIVES: Final = words("committed determined due poised prepared ready scheduled set")
_EXPECTED: Final = words("expect plan project schedule slate design intend set")
"""Verbs whose passive says that something is to come: "is expected to"."""

_NOUNS: Final = words(
    """aim commitment decision goal intention objective plan pledge promise readiness"""
)
_HAVING: Final = words(
    """affirm announce confirm convey declare disclose express have make notify outline present
    reaffirm reiterate restate reveal share signal state take underline unveil voice"""
)
"""Verbs whose subject has the plan that they tell of."""

_AGREEMENTS: Final = words("accord agreement deal memorandum pact treaty")
_EMPTY: Final = words(
    """a an and be for her him his in it its of on so that the their them this to with"""
)
_STATES: Final = words(
    """affect allow be become benefit bring cause depend enable ensure exert face have help
    include know lead mean need require result see serve shape show turn understand want"""
)
"""Verbs for what comes of itself: in the future they predict."""

_HOPES: Final = words(
    """allege accuse ask believe claim demand deny dismiss doubt fear hope insist reject refute
    request suggest think urge want warn wish"""
)
"""Verbs whose content is no plan."""


def _done(verb: Token) -> Iterator[Token]:
    """Yield the verbs of a plan: of "to meet, to trade and to build ties" each one."""
    yield verb
    if shares_object(verb) is not None:
        return
    for child in verb.children:
        joined = child.dep_ == "conj" and child.tag_ in {"VB", "VBG", verb.tag_}
        if joined or (child.tag_ == "VB" and _starts_with_to(child)):
            yield from _done(child)


def _starts_with_to(verb: Token) -> bool:
    """Return whether a verb goes on with a list of plans: ", to hold talks and to trade"."""
    first = verb.left_edge
    if first.lower_ != "to" or verb.dep_ not in {"advcl", "conj", "relcl", "acl"}:
        return False
    return word_at(first, -1).lower() in {"and", ","} and any(
        token.lower_ == "and" and word_at(token, 1).lower() == "to"
        for token in verb.doc[first.i - 1 : verb.sent.end - 1]
    )


def _phrase(verb: Token) -> str:
    """Return the words of a plan; "continue to build" is a plan to build."""
    if verb.lemma_ in {"continue", "seek"}:
        for child in verb.children:
            if child.dep_ == "xcomp" and child.tag_ in {"VB", "VBG"}:
                return _phrase(child)
            if child.dep_ == "dobj" and child.lemma_ in {"effort", "work"}:
                for part in child.children:
                    if part.dep_ in {"acl", "xcomp"} and part.tag_ == "VB":
                        return _phrase(part)
    return verb_phrase(verb)


def _planned(
    subjects: list[Argument], verb: Token, frame: Frame, *, negated: bool = False
) -> Iterator[Finding]:
    held = Modality.DENIED if negated else Modality.PLANNED
    for done in _done(verb):
        words = _phrase(done)
        own = Frame(frame.parse, done)
        if not _says_enough(words):
            continue
        for subject in subjects:
            yield Finding(subject, Relation.PLANS, Argument(words), own, held)


def _says_enough(words: str) -> bool:
    """Return whether a plan says more than a verb: "remain in it" does not."""
    told = [word for word in words.split() if word.lower() not in _EMPTY]
    return len(told) > 1


def _infinitives(frame: Frame, *relations: str) -> Iterator[Token]:
    """Yield the infinitives that hang on a verb or noun."""
    for child in frame.parts(*relations):
        if child.tag_ in {"VB", "VBN"} and any(part.lower_ == "to" for part in child.children):
            yield child


def _is_content(frame: Frame) -> bool:
    """Return whether what a frame says is what somebody hopes, asks, alleges or denies."""
    return any(above.lemma in _HOPES for above in frame.governors) or _is_condition(frame)


def _is_condition(frame: Frame) -> bool:
    return any(
        part.lower_ in {"if", "unless", "whether"}
        for one in (frame, *frame.governors)
        for part in one.parts("mark")
    )


def _verb(frame: Frame) -> Iterator[Finding]:
    """Read "Laos plans to build a road"; "the ministers agreed to meet again"."""
    if frame.nominal or frame.passive or _is_content(frame):
        return
    verbs = _infinitives(frame, "xcomp", "advcl", "ccomp")
    if frame.lemma == "continue" and not {"will", "shall", "'ll"} & set(frame.auxiliaries):
        return
    if frame.lemma == "agree" and "would" in frame.auxiliaries:
        return
    if frame.lemma == "seek" and frame.negated:
        return
    subjects = agents(frame)
    for verb in verbs:
        if verb.i > frame.head.i and verb.lemma_ != "be":
            yield from _planned(subjects, verb, frame, negated=frame.negated)
    for verb in _gerunds(frame):
        yield from _planned(subjects, verb, frame, negated=frame.negated)
    for noun in _nominal_plans(frame):
        for subject in subjects:
            yield Finding(
                subject,
                Relation.PLANS,
                Argument(full_phrase(frame.parse, noun)),
                frame,
                Modality.PLANNED,
            )


def _gerunds(frame: Frame) -> Iterator[Token]:
    """Yield the verbs of "pledged converting it", "committed to reducing"."""
    if frame.lemma in {"pledge", "propose", "consider"}:
        yield from (verb for verb in frame.parts("xcomp", "ccomp") if verb.tag_ == "VBG")
    for preposition in frame.parts("prep"):
        if preposition.lower_ in {"to", "on"} and frame.lemma in {"commit", "agree", "decide"}:
            yield from (verb for verb in preposition.children if verb.dep_ == "pcomp")


def _nominal_plans(frame: Frame) -> Iterator[Token]:
    """Yield the nouns of "agreed on the opening of a road", "considers the appointment of …"."""
    nouns = frame.after("on", "upon") if frame.lemma in {"agree", "decide"} else ()
    for noun in nouns or (frame.parts("dobj") if frame.lemma == "consider" else ()):
        if noun.text.endswith(_DONE) and any(child.lower_ == "of" for child in noun.children):
            yield noun


def agents(frame: Frame) -> list[Argument]:
    """Return those who act in a frame.

    Args:
        frame: The frame.
    """
    return holders(frame)


def things(frame: Frame) -> list[Argument]:
    """Return what is the subject of a frame: by name, or by its words.

    Args:
        frame: The frame.
    """
    found: list[Argument] = []
    for token in frame.grammatical_subjects:
        clause = relative_clause(token) if token.tag_ in {"WDT", "WP"} else None
        head = token if clause is None else clause.head
        found += actors(frame.parse, [head]) if _acts(frame.parse, head) else ()
        if not found and head.pos_ in {"NOUN", "PROPN"}:
            found += [frame.parse.phrase(part) for part in frame.parse.coordinated(head)]
    return found


def _acts(parse: Parse, token: Token) -> bool:
    """Return whether a word is a name or stands for one, and is not only beside one."""
    named = parse.mention_at(token) is not None or token.i in parse.antecedents
    return named or is_plural_post(token) or token.lower_ in {"delegation", "government", "side"}


def _aim(frame: Frame) -> Iterator[Finding]:
    """Read "the project is aimed at linking the fields", "the plan aims at cutting tariffs"."""
    if frame.nominal or _is_content(frame):
        return
    for preposition in frame.parts("prep"):
        for verb in preposition.children:
            if preposition.lower_ == "at" and verb.dep_ == "pcomp" and verb.tag_ == "VBG":
                yield from _planned(things(frame), verb, frame, negated=frame.negated)


def _expected(frame: Frame) -> Iterator[Finding]:
    """Read "the road is expected to open in May"; "is to", "is due to", "is committed to"."""
    if frame.nominal or _is_content(frame):
        return
    subjects = things(frame)
    if frame.lemma == "be":
        verbs = [
            verb
            for verb in _infinitives(frame, "xcomp")
            if not frame.parts("attr") and frame.tense != "past"
        ]
        for adjective in frame.parts("acomp"):
            if adjective.lower_ in _ADJECTIVES:
                verbs += [
                    child
                    for child in adjective.children
                    if child.dep_ == "xcomp" and child.tag_ == "VB"
                ]
    elif frame.passive and frame.lemma in _EXPECTED:
        verbs = list(_infinitives(frame, "xcomp"))
    else:
        return
    for verb in verbs:
        if verb.lemma_ not in {"be", "have"}:
            yield from _planned(subjects, verb, frame, negated=frame.negated)


def _noun(frame: Frame) -> Iterator[Finding]:
    """Read "announced plans to build a road", "its intention to leave the bank"."""
    if not frame.nominal or _is_content(frame):
        return
    above = frame.above
    told = above is not None and (above.nominal or above.lemma in _HAVING)
    subjects = actors(frame.parse, frame.parts("poss") or (frame.holders if told else ()))
    for verb in _infinitives(frame, "acl", "xcomp"):
        negated = any(part.lower_ == "no" for part in frame.parts("det"))
        yield from _planned(subjects, verb, frame, negated=negated)


def _agreement(frame: Frame) -> Iterator[Finding]:
    """Read "Laos and Chad signed an agreement to build a road"."""
    above = frame.above
    if not frame.nominal or above is None or above.lemma not in {"sign", "conclude", "reach"}:
        return
    parties = actors(frame.parse, above.subjects or above.after("between"))
    for verb in _infinitives(frame, "acl", "relcl", "xcomp"):
        yield from _planned(parties, verb, frame)
    if not above.passive:
        for verb in _infinitives(above, "xcomp", "advcl"):
            if verb.doc[verb.left_edge.i - 1] == frame.head:
                yield from _planned(parties, verb, frame)


def _event(parse: Parse) -> list[Argument]:
    """Return the event that a text is about: the first that its head or first lines name."""
    first = parse.sentences[:_HEAD]
    for mention in parse.mentions:
        if first and mention.start >= first[-1].end_char:
            break
        if mention.kind == Kind.EVENT:
            return [Argument(mention.canonical, mention)]
    return []


def _session(frame: Frame) -> Iterator[Finding]:
    """Read "the next meeting will be held in Rome", which the meeting that tells it plans."""
    subjects = frame.parts("nsubjpass")
    if subjects and subjects[0].lemma_.lower() in _SESSIONS:
        for event in _event(frame.parse):
            words = clause(frame.head)
            yield Finding(event, Relation.PLANS, Argument(words), frame, Modality.PLANNED)


def _agreed(frame: Frame) -> Iterator[Finding]:
    """Read "it was agreed to meet again", which the meeting plans."""
    if not frame.passive or frame.negated or frame.subjects:
        return
    if any(part.lower_ == "it" for part in frame.parts("nsubjpass", "nsubj", "expl")):
        for verb in _infinitives(frame, "xcomp", "ccomp", "advcl"):
            yield from _planned(_event(frame.parse), verb, frame)


def _future(frame: Frame) -> Iterator[Finding]:
    """Read "the ministry will promote trade"; of what is reported, "would promote" too."""
    efforts = frame.lemma == "continue" and any(o.lemma_ == "effort" for o in frame.objects)
    if frame.nominal or (frame.lemma in _OWN_RULE and not efforts):
        return
    words = set(frame.auxiliaries)
    future = words & {"will", "shall", "'ll", "’ll"} or ("would" in words and _is_told(frame))
    if not future or _is_content(frame) or frame.negated or "have" in words:
        return
    if frame.link == "relcl" and not frame.passive and not _of_body(frame):
        return
    if frame.passive:
        if not frame.subjects and frame.lemma not in _TOLD_ELSEWHERE:
            told = list(_session(frame))
            yield from told or _planned(things(frame), frame.head, frame)
    elif frame.lemma not in _STATES:
        yield from _planned(agents(frame), frame.head, frame)


def _of_body(frame: Frame) -> bool:
    """Return whether a relative clause is about a body that is named: "the bank, which will …"."""
    return any(
        who.mention is not None and who.mention.kind == Kind.ORGANIZATION for who in agents(frame)
    )


def _is_told(frame: Frame) -> bool:
    """Return whether a verb is what somebody says, announces or agrees."""
    above = frame.above
    while above is not None and frame.link == "conj":
        frame, above = above, above.above
    return frame.link == "ccomp" and bool(frame.reports)


_DONE: Final = ("ing", "ion", "ment")
"""Endings of nouns for what is done."""

_SESSIONS: Final = words("conference consultations dialogue meeting round session summit talks")
_HEAD: Final = 4
"""In so many sentences a text names the event that it is about."""

_OWN_RULE: Final = _VERBS - {"seek", "commit", "prepare"}
"""Verbs whose infinitive, and not themselves, is what is planned."""

_TOLD_ELSEWHERE: Final = frozenset({"accompany", "open", "reopen", "sign"})
"""Passives that another relation tells, or that tell nothing of what they are said of."""

_MODALS: Final = frozenset({"will", "shall", "'ll", "’ll", "would"})


def _futures(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read each verb with an auxiliary of the future."""
    for token in sentence:
        if token.tag_ == "MD" and token.lower_ in _MODALS and token.dep_ == "aux":
            for verb in _verbs(token.head):
                yield from _future(Frame(parse, verb))


def _verbs(verb: Token) -> Iterator[Token]:
    yield verb


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("plans.verb", "1", _VERBS | {"consider"}, _verb),
    FrameRule("plans.expected", "1", _EXPECTED | {"be"}, _expected),
    FrameRule("plans.aim", "1", frozenset({"aim"}), _aim),
    FrameRule("plans.agreed", "1", words("agree decide resolve"), _agreed),
    FrameRule("plans.noun", "1", _NOUNS, _noun),
    FrameRule("plans.agreement", "1", _AGREEMENTS, _agreement),
    SentenceRule("plans.future", "1", _futures),
)
