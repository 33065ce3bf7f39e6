"""The invented things that reports share, and how N-Triples spells them."""

from collections import defaultdict
from random import Random
from typing import Final, NamedTuple, TypeAlias

from benchmarks.proportions import GROWTH, OTHER_LANGUAGES, RELATIONS, STATES, SYLLABLES
from graph.load import load_report
from graph.namespaces import ID, PREFIXES, RDF_TYPE
from graph.resources import data_folder

Lines: TypeAlias = list[str]
"""Triples in the syntax of N-Triples, without the full stop."""


class Thing(NamedTuple):
    """A thing that claims can be about: its node as N-Triples spells it, and what is said of it."""

    node: str
    lines: Lines


def term(name: str) -> str:
    """Return the IRI of a prefixed name as N-Triples spells it."""
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


A = str(RDF_TYPE)
LABEL, ALIAS = term("skos:prefLabel"), term("skos:altLabel")
INTEGER, DATE = term("xsd:integer"), term("xsd:date")
_NAMES: Final = (
    "rdf:subject rdf:predicate rdf:object rdfs:comment comity:modality comity:basis "
    "comity:speaker comity:reportedBy comity:evidence comity:place comity:event "
    "comity:topic comity:counterpart comity:respondsTo comity:deadline comity:Claim "
    "comity:paragraph comity:sentence schema:actionStatus schema:startDate schema:endDate "
    "schema:sha256 oa:hasSource oa:hasSelector oa:start oa:end oa:SpecificResource "
    "oa:TextPositionSelector "
)
PARTS: Final = {name: term(name) for name in _NAMES.split()}
"""Property or class → its IRI, as N-Triples spells it."""


class World:
    """The things that all reports share, by class; those of the first report come first.

    Args:
        triples: How many triples there will be in all; more make more things.
        seed: What everything invented depends on.
    """

    def __init__(self, triples: int, seed: int) -> None:
        self._seed = seed
        self.things: dict[str, list[Thing]] = _first_things()
        random = Random(f"{seed}")  # noqa: S311  # invented data, no secret
        for kind, share in GROWTH.items():
            for number in range(triples // share):
                self._invent(random, kind, number)
        for number in range(STATES - len(self.things["comity:State"])):
            self._invent(random, "comity:State", number)
        self.relations = [relation[1:] for relation in RELATIONS]
        total = 0
        self.weights = [total := total + weight for weight, *_ in RELATIONS]

    def _invent(self, random: Random, kind: str, number: int) -> None:
        """Add a thing that reports share."""
        slug = f"{kind.partition(':')[2].lower()}-{number}"
        self.things.setdefault(kind, []).append(invented(random, kind, slug))

    def random(self, number: int) -> Random:
        """Return the source of chance of a report."""
        return Random(f"{self._seed}/{number}")  # noqa: S311  # invented data, no secret


def _first_things() -> dict[str, list[Thing]]:
    """Return class → the things of the first report, with class and label only."""
    said: defaultdict[str, Lines] = defaultdict(list)
    kinds: dict[str, str] = {}
    names = {term(name): name for name in (*GROWTH, "comity:State", "comity:Border")}
    for triple in load_report(data_folder("reports") / "mfaic-2024").triples:
        if str(triple.predicate) in (A, LABEL):
            said[str(triple.subject)].append(str(triple))
        if triple.predicate == RDF_TYPE and str(triple.object) in names:
            kinds[str(triple.subject)] = names[str(triple.object)]
    things: dict[str, list[Thing]] = {name: [] for name in names.values()}
    for node, kind in kinds.items():
        things[kind].append(Thing(node, said[node]))
    return things


def invented(random: Random, kind: str, slug: str) -> Thing:
    """Return a thing with names that nobody bears."""
    node = f"<{ID}{slug}>"
    label = f"{name_in(random, 'en').capitalize()} {name_in(random, 'en')}"
    lines = [f"{node} {A} {term(kind)}", f'{node} {LABEL} "{label} {slug}"@en']
    chance = random.random()
    if chance < 0.2:  # noqa: PLR2004  # a fifth has a name in another language, as many an alias
        language = random.choice(OTHER_LANGUAGES)
        lines.append(f'{node} {LABEL} "{name_in(random, language)}"@{language}')
    elif chance < 0.4:  # noqa: PLR2004
        lines.append(f'{node} {ALIAS} "{name_in(random, "en").upper()} {slug}"@en')
    return Thing(node, lines)


def name_in(random: Random, language: str) -> str:
    """Return an invented word."""
    return "".join(random.choices(SYLLABLES[language], k=random.randint(2, 3)))
