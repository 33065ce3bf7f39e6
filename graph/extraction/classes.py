"""Which class a thing may have that only a text knows: by its kind and the words of its name.

A name seldom decides. So each thing has some classes that it may be of, the likeliest first, and
the claims about it rule out those that do not fit.
"""

import re
from typing import Final

from graph.extraction.proposals import Kind

STATE: Final = "comity:State"
PLACE: Final = "comity:Place"
GROUP: Final = "comity:AgentGroup"
UNNAMED: Final = "comity:UnspecifiedAgent"
CONDITION: Final = "comity:Condition"
CONFERENCE: Final = "comity:Conference"
MISSION: Final = "comity:DiplomaticMission"
BODY: Final = "comity:GovernmentBody"
INTERNATIONAL: Final = "comity:InternationalOrganization"
ORGANIZATION: Final = "org:FormalOrganization"
FRAMEWORK: Final = "comity:Framework"
INSTRUMENT: Final = "comity:LegalInstrument"
VISION: Final = "comity:PolicyVision"
EVENT: Final = "comity:DiplomaticEvent"
INFRASTRUCTURE: Final = "comity:Infrastructure"

_ANY_CLASS: Final = {
    Kind.PERSON: ("foaf:Person",),
    Kind.ORGANIZATION: (ORGANIZATION, BODY, INTERNATIONAL, MISSION, FRAMEWORK),
    Kind.STATE_OR_PLACE: (PLACE, STATE),
    Kind.PEOPLE: (STATE, GROUP, PLACE),
    Kind.LOCATION: (PLACE, GROUP),
    Kind.FACILITY: (INFRASTRUCTURE, MISSION),
    Kind.AGREEMENT: (INSTRUMENT, FRAMEWORK, VISION),
    Kind.EVENT: (EVENT, CONFERENCE),
}
"""Kind → all classes that a thing of it may be of, the most general or the likeliest first."""


def _words(pattern: str) -> re.Pattern[str]:
    """Return what finds one of some words, in any case."""
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_MISSION: Final = _words(
    "embass(?:y|ies)|consulates?(?: general)?|consular (?:office|section)s?|legation"
    r"|high commission (?:of|in)|(?:permanent|diplomatic|trade) (?:missions?|delegation)"
)
_INSTALLATION: Final = _words(
    "bridge|canal|port|airport|railway|road|highway|pipeline|dam|base|station|crossing|checkpoint"
    "|terminal|tunnel|hospital|school|university|stadium|cent(?:re|er)|plant|line|zone"
)
_GATHERING: Final = _words(
    "summit|conference|forum|meetings?|assembly|session|ceremony|talks|seminar|congress|symposium"
    "|workshop|dialogue|retreat|convention|gathering|consultations?|round ?table"
)

_BY_NAME: Final[dict[Kind, tuple[tuple[re.Pattern[str], str], ...]]] = {
    Kind.ORGANIZATION: (
        (_MISSION, MISSION),
        (
            _words(
                "ministry|ministries|department|government|parliament|senate|national assembly"
                "|cabinet|presidency|chancellery|army|navy|air force|police|supreme court"
                "|central bank|house of representatives|state department|royal .* (?:force|guard)s?"
            ),
            BODY,
        ),
        (
            _words(
                "united nations|UN|nations|union|international|world|organi[sz]ation (?:of|for)"
                "|association of .*|league|council of ministers"
            ),
            INTERNATIONAL,
        ),
    ),
    Kind.STATE_OR_PLACE: (
        (_words("republic|kingdom|states|federation|emirates|sultanate|union of"), STATE),
        (
            _words("province|city|region|district|town|county|prefecture|governorate|islands?"),
            PLACE,
        ),
    ),
    Kind.LOCATION: ((_words("borders?|frontier"), "comity:Border"),),
    Kind.FACILITY: ((_MISSION, MISSION),),
    Kind.AGREEMENT: (
        (
            _words(
                "treaty|agreement|charter|constitution|convention|protocol|accords?|declaration"
                "|memorand(?:um|a)|MoU|pact|law|act|resolution|communiqué|statement|deal|note"
            ),
            INSTRUMENT,
        ),
        (_words(r"vision|strategy|road ?map|agenda|blueprint|plan|programme|program"), VISION),
        (
            _words(
                "framework|initiative|partnership|cooperation|co-operation|area|dialogue|forum"
                "|triangle|belt|corridor|alliance"
            ),
            FRAMEWORK,
        ),
    ),
    Kind.EVENT: (
        (_words("negotiations?"), "comity:Negotiation"),
        (_words("visits?"), "comity:Visit"),
        (_words("withdrawal"), "comity:Withdrawal"),
        (_GATHERING, CONFERENCE),
    ),
}
"""Kind → words of a name, the class that they speak for; the first that is found counts."""

_PHRASES: Final = (
    (_MISSION, MISSION),
    (_words("agreements?|treat(?:y|ies)|charter|memorand(?:um|a)|protocols?|deals?"), INSTRUMENT),
    (_INSTALLATION, INFRASTRUCTURE),
    (_words("offices?|unit|section|secretariat|bureau|branch"), "org:OrganizationalUnit"),
    (_GATHERING, CONFERENCE),
    (_words("principles?|neutrality|rule of law|non-interference"), "comity:Principle"),
    (_words("project|initiative|plan|programme|program|proposal"), "comity:Initiative"),
)
"""Words of a phrase, the class that they speak for."""


def classes_of_name(name: str, kind: Kind) -> tuple[str, ...]:
    """Return the classes that a named thing may be of, the likeliest first.

    >>> classes_of_name("Embassy of Arvenia", Kind.ORGANIZATION)[0]
    'comity:DiplomaticMission'
    >>> classes_of_name("Port Sallow", Kind.STATE_OR_PLACE)
    ('comity:Place', 'comity:State')
    """
    known = _BY_NAME.get(kind, ())
    found = [
        wanted for part in (_head(name), name) for words, wanted in known if words.search(part)
    ]
    return tuple(dict.fromkeys([*found[:1], *_ANY_CLASS[kind]]))


def _head(words: str) -> str:
    """Return the part of a noun phrase that tells what it is: what stands before "of"."""
    return _TAIL.sub("", words) or words


_TAIL: Final = re.compile(r"\s(?:of|for|on|in|at|with|between|to|from|against|by)\s.*", re.DOTALL)
"""What follows the head of a noun phrase."""


def classes_of_phrase(words: str, likely: tuple[str, ...]) -> tuple[str, ...]:
    """Return the classes that a thing may be of that has no name, the likeliest first.

    Args:
        words: The phrase.
        likely: What stands on this side of the relation, the likeliest first.

    >>> classes_of_phrase("two consulates", ("comity:Initiative",))
    ('comity:DiplomaticMission', 'comity:Initiative')
    """
    found = [wanted for known, wanted in _PHRASES if known.search(_head(words))]
    return tuple(dict.fromkeys([*found[:1], *likely]))
