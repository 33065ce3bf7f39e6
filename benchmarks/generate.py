"""Invented reports of any size, for measurements: the same seed gives the same bytes.

Usage: python -m benchmarks.generate FOLDER --triples 1_000_000 [--seed 1]

Writes one folder a report, as ``comity build --report`` reads them: ``claims.trig`` and
``source.ttl``. The proportions are those of the first report: of its triples, four in five belong
to claims, a tenth to passages, the rest to the things that the claims are about. The things of the
first report are those that most claims join, so that the defaults of the canned queries meet the
worst: how many claims join a thing follows a power law. All reports conform to shapes and checks.
"""

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final, NamedTuple, TypeAlias

import pyoxigraph as ox

from graph.load import load_report
from graph.namespaces import CODE, COMITY, GRAPH, ID, PREFIXES, RDF_TYPE
from graph.resources import data_folder

SMALLEST: Final = 2_000
LARGEST: Final = 20_000
"""Fewest and most triples that a report is meant to have."""

_SKEW: Final = 3.0
"""The rank of a thing is drawn as size × u^3, so that of 1,000 things the first has a tenth."""

_LOCAL: Final = 0.3
"""Share of the draws that take a thing of the report alone."""

_STATES: Final = 200
_GROWTH: Final = {
    "comity:PolicyArea": 6_000,
    "comity:Condition": 4_000,
    "comity:GovernmentBody": 4_000,
    "foaf:Person": 4_000,
    "comity:AgentGroup": 8_000,
    "comity:Place": 8_000,
    "comity:Infrastructure": 8_000,
    "comity:Initiative": 10_000,
    "comity:Issue": 10_000,
    "comity:BorderIssue": 20_000,
    "comity:Framework": 20_000,
    "comity:Principle": 20_000,
    "comity:LegalInstrument": 20_000,
    "comity:InternationalOrganization": 40_000,
    "comity:UnspecifiedAgent": 40_000,
    "org:Post": 10_000,
}
"""Class → how many triples there are to one thing of it that reports share; states do not grow."""

_AGENT: Final = ("comity:State", "comity:GovernmentBody", "comity:AgentGroup")
_ACTOR: Final = ("comity:GovernmentBody", "comity:State", "foaf:Person")
_AIM: Final = ("comity:PolicyArea", "comity:Condition", "comity:Initiative", "comity:Principle")
_MATTER: Final = (*_AIM, "comity:Issue")

_RELATIONS: Final = (
    (190, "comity:promotes", _ACTOR, _AIM),
    (190, "comity:concerns", _AIM, _MATTER),
    (120, "comity:sector", ("comity:GovernmentBody", "comity:Condition"), ("comity:PolicyArea",)),
    (110, "comity:leadsTo", ("comity:Condition", "comity:Initiative"), ("comity:Condition",)),
    (90, "comity:highlighted", _ACTOR, _MATTER),
    (70, "comity:hasMember", ("comity:Framework", "comity:AgentGroup"), _AGENT),
    (60, "comity:progressedIn", _AGENT, ("comity:PolicyArea",)),
    (60, "comity:committedTo", _ACTOR, _AIM),
    (60, "comity:strengthensRelationsWith", _AGENT, _AGENT),
    (50, "comity:agencyOf", ("comity:GovernmentBody",), ("comity:State",)),
    (50, "comity:cooperatesWith", _AGENT, _AGENT),
    (50, "comity:addresses", _ACTOR, ("comity:Issue",)),
    (50, "comity:participatesIn", _AGENT, ("comity:Framework", "comity:InternationalOrganization")),
    (50, "comity:alignedWith", ("comity:PolicyArea",), ("comity:Principle",)),
    (40, "comity:counters", _ACTOR, ("comity:Issue",)),
    (40, "comity:discussed", _ACTOR, ("comity:Infrastructure", "comity:BorderIssue")),
    (40, "comity:upholds", _ACTOR, ("comity:Principle",)),
    (40, "comity:contributesTo", ("comity:Initiative",), ("comity:Condition",)),
    (30, "comity:hasNeighbour", ("comity:State",), ("comity:State",)),
    (30, "schema:containedInPlace", ("comity:Place",), ("comity:State",)),
    (30, "comity:place", ("comity:Infrastructure",), ("comity:Place", "comity:Border")),
    (30, "comity:defended", ("comity:GovernmentBody",), _MATTER),
    (30, "comity:respects", ("comity:GovernmentBody",), ("comity:LegalInstrument",)),
    (20, "comity:hasParty", ("comity:LegalInstrument",), ("comity:State",)),
    (20, "comity:jointlyInspects", _AGENT, ("comity:BorderIssue",)),
    (20, "comity:protects", _ACTOR, ("comity:AgentGroup", "comity:Condition")),
    (20, "comity:provides", _AGENT, ("comity:PolicyArea",)),
    (20, "comity:shapes", ("comity:Condition",), ("comity:Condition",)),
    (20, "comity:exertsPressureOn", ("comity:Condition",), ("comity:State", "comity:AgentGroup")),
    (10, "comity:exchangesInformationWith", ("comity:GovernmentBody",), ("comity:GovernmentBody",)),
    (10, "comity:proposed", _ACTOR, ("comity:Initiative",)),
    (10, "comity:negotiatedWith", _AGENT, ("comity:State",)),
    (10, "comity:exchangedLettersWith", ("comity:State",), ("comity:State",)),
    (10, "comity:withdrewFrom", ("comity:State",), ("comity:Framework",)),
    (10, "comity:departsFrom", ("comity:Condition",), ("comity:Principle",)),
    (10, "comity:supports", _ACTOR, _AIM),
    (10, "comity:worksToward", _ACTOR, ("comity:Condition",)),
    (10, "comity:graduatesFrom", ("comity:State",), ("comity:AgentGroup",)),
)
"""Weight, property, classes of the subject and classes of the object."""

_ALLEGED: Final = (
    ("comity:grantedBaseRightsTo", ("comity:State",), ("comity:UnspecifiedAgent", "comity:State")),
    ("comity:harms", ("comity:Infrastructure",), ("comity:Condition",)),
)
_MODALITIES: Final = ("asserted", "planned", "predicted")
_MODALITY_WEIGHTS: Final = (75, 21, 4)
_STATUSES: Final = {
    "asserted": ("Completed", "Active", "Active", None, None),
    "planned": ("Potential", "Potential", "Potential", "Active"),
    "predicted": ("Potential", None),
    "denied": (None,),
    "alleged": (None,),
}
_SYLLABLES: Final = {
    "en": "al ban cor del fen gra hol ish jan kel lor mar nor oth pel ran sil tor ven wes".split(),
    "fr": "aux beau cha dou eau fleur gué haut île joie lac mont neuf orée plain rive".split(),
    "vi": "an bình cửu đông hà hải lâm nam ninh phú quảng sơn tây thành trà vĩnh".split(),
    "km": "កំពង់ ភូមិ ស្រុក ទន្លេ ភ្នំ បាត់ ព្រះ ស្វាយ តាកែវ រៀង សៀម ក្រុង ជ័យ មាន".split(),
    "th": "กรุง เมือง นคร บาง ทะเล ภู เชียง หนอง ดอน แม่ ลำ ชัย บุรี ธานี ศรี สุข".split(),
}
_OTHER_LANGUAGES: Final = ("fr", "vi", "km", "th")

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


_A = str(RDF_TYPE)
_LABEL, _ALIAS = term("skos:prefLabel"), term("skos:altLabel")
_TYPES = dict.fromkeys(
    name for _, _, subjects, objects in _RELATIONS for name in (*subjects, *objects)
)
_INTEGER, _DATE = term("xsd:integer"), term("xsd:date")
_PARTS = {
    name: term(name)
    for name in (
        "rdf:subject rdf:predicate rdf:object rdfs:comment comity:modality comity:basis "
        "comity:speaker comity:reportedBy comity:evidence comity:place comity:event comity:topic "
        "comity:counterpart comity:respondsTo comity:deadline comity:Claim comity:paragraph "
        "comity:sentence schema:actionStatus schema:startDate schema:endDate schema:sha256 "
        "oa:hasSource oa:hasSelector oa:start oa:end oa:SpecificResource oa:TextPositionSelector"
    ).split()
}


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
        for kind, share in _GROWTH.items():
            for number in range(triples // share):
                self._invent(random, kind, number)
        for number in range(_STATES - len(self.things["comity:State"])):
            self._invent(random, "comity:State", number)
        self.relations = [relation[1:] for relation in _RELATIONS]
        total = 0
        self.weights = [total := total + weight for weight, *_ in _RELATIONS]

    def _invent(self, random: Random, kind: str, number: int) -> None:
        """Add a thing that reports share."""
        slug = f"{kind.partition(':')[2].lower()}-{number}"
        self.things.setdefault(kind, []).append(invented(random, kind, slug))

    def random(self, number: int) -> Random:
        """Return the source of chance of a report."""
        return Random(f"{self._seed}/{number}")  # noqa: S311  # invented data, no secret


def _first_things() -> dict[str, list[Thing]]:
    """Return class → the things of the first report, with class and label only."""
    said: defaultdict[ox.NamedNode | ox.BlankNode | ox.Triple, Lines] = defaultdict(list)
    kinds = {}
    names = {term(name): name for name in (*_GROWTH, "comity:State", "comity:Border")}
    for triple in load_report(data_folder("reports") / "mfaic-2024").triples:
        if str(triple.predicate) in (_A, _LABEL):
            said[triple.subject].append(str(triple))
        if triple.predicate == RDF_TYPE and str(triple.object) in names:
            kinds[triple.subject] = names[str(triple.object)]
    things: dict[str, list[Thing]] = {name: [] for name in names.values()}
    for node, kind in kinds.items():
        things[kind].append(Thing(str(node), said[node]))
    return things


def invented(random: Random, kind: str, slug: str) -> Thing:
    """Return a thing with names that nobody bears."""
    node = f"<{ID}{slug}>"
    label = f"{_name(random, 'en').capitalize()} {_name(random, 'en')}"
    lines = [f"{node} {_A} {term(kind)}", f'{node} {_LABEL} "{label} {slug}"@en']
    chance = random.random()
    if chance < 0.2:  # noqa: PLR2004  # a fifth has a name in another language, as many an alias
        language = random.choice(_OTHER_LANGUAGES)
        lines.append(f'{node} {_LABEL} "{_name(random, language)}"@{language}')
    elif chance < 0.4:  # noqa: PLR2004
        lines.append(f'{node} {_ALIAS} "{_name(random, "en").upper()} {slug}"@en')
    return Thing(node, lines)


def _name(random: Random, language: str) -> str:
    """Return an invented word."""
    return "".join(random.choices(_SYLLABLES[language], k=random.randint(2, 3)))


@dataclass(frozen=True)
class Passage:
    """A passage, as N-Triples spells its node; the claims that it supports come after it."""

    node: str
    place: str


class InventedReport:
    """A report, made when it is asked for.

    Args:
        world: The things that it shares with others.
        number: Its number; it depends on that, the seed and the world alone.
    """

    def __init__(self, world: World, number: int) -> None:
        self.report_id = f"invented-{number}"
        self._world = world
        self._random = random = world.random(number)
        self._source = f"<{ID}source-{self.report_id}>"
        self._size = min(LARGEST, int(SMALLEST * random.paretovariate(1.6)))
        self._local: dict[str, list[Thing]] = {}
        self._drawn: dict[str, Lines] = {}
        self._used: dict[str, Lines] = {}
        self._said: set[tuple[str, str, str]] = set()
        self._lines: Lines = []
        self._speakers = [self._draw(("foaf:Person", "comity:GovernmentBody")) for _ in range(4)]
        self._claims = self._place = 0
        self._passage = Passage("", "")

    def claims(self, most: int = LARGEST) -> Lines:
        """Return the triples of claims.trig.

        Args:
            most: About how many triples to stop at.
        """
        size = min(self._size, most)
        paragraph = 0
        while len(self._lines) < size:
            paragraph += 1
            for sentence in range(1, self._random.randint(1, 3) + 1):
                self._start_passage(paragraph, sentence)
                for _ in range(self._random.randint(2, 9)):
                    self._say_something()
        described = [line for lines in self._used.values() for line in lines]
        return described + self._lines

    def source(self) -> Lines:
        """Return the triples of source.ttl."""
        digest = hashlib.sha256(self.report_id.encode()).hexdigest()
        return [
            f"{self._source} {_A} {term('schema:NewsArticle')}",
            f'{self._source} {_LABEL} "Article {self.report_id}"@en',
            f'{self._source} {term("schema:identifier")} "{self.report_id}"',
            f'{self._source} {_PARTS["schema:sha256"]} "{digest}"',
        ]

    def _draw(self, kinds: tuple[str, ...]) -> str:
        """Return a thing of one of some classes; few of them are drawn often."""
        random = self._random
        kind = kinds[int(len(kinds) * random.random())]
        if kind not in ("comity:State", "comity:Border") and random.random() < _LOCAL:
            return self._draw_local(kind)
        shared = self._world.things[kind]
        thing = shared[int(len(shared) * random.random() ** _SKEW)]
        self._drawn[thing.node] = thing.lines
        return thing.node

    def _draw_local(self, kind: str) -> str:
        """Return a thing of the report alone: a new one, or one that it has used already."""
        known = self._local.setdefault(kind, [])
        number = int(8 * self._random.random())
        if number < len(known):
            return known[number].node
        return self._new(kind)

    def _new(self, kind: str) -> str:
        """Return a new thing of the report alone."""
        known = self._local.setdefault(kind, [])
        slug = f"{kind.partition(':')[2].lower()}-{self.report_id}-{len(known)}"
        thing = invented(self._random, kind, slug)
        known.append(thing)
        self._drawn[thing.node] = thing.lines
        return thing.node

    def _start_passage(self, paragraph: int, sentence: int) -> None:
        """Begin the next passage of the text."""
        start, end = self._place, self._place + self._random.randint(60, 300)
        self._place = end + 1
        iri = f"{ID}source-{self.report_id}"
        node, selector = f"<{iri}#char={start},{end}>", f"<{iri}#selector={start},{end}>"
        digest = hashlib.sha256(node.encode()).hexdigest()
        p = _PARTS
        self._passage = Passage(node, f"p{paragraph}s{sentence}")
        self._lines += [
            f"{node} {_A} {p['oa:SpecificResource']}",
            f"{node} {p['oa:hasSource']} {self._source}",
            f"{node} {p['oa:hasSelector']} {selector}",
            f'{node} {p["comity:paragraph"]} "{paragraph}"^^{_INTEGER}',
            f'{node} {p["comity:sentence"]} "{sentence}"^^{_INTEGER}',
            f'{node} {p["schema:sha256"]} "{digest}"',
            f"{selector} {_A} {p['oa:TextPositionSelector']}",
            f'{selector} {p["oa:start"]} "{start}"^^{_INTEGER}',
            f'{selector} {p["oa:end"]} "{end}"^^{_INTEGER}',
        ]

    def _say_something(self) -> None:
        """Add a claim, or several that belong together."""
        chance = self._random.random()
        if chance < 0.012:  # noqa: PLR2004  # one claim in a hundred is an allegation
            self._allege()
        elif chance < 0.018:  # noqa: PLR2004
            self._plan_mission()
        elif chance < 0.03:  # noqa: PLR2004
            self._tell_visit()
        elif chance < 0.05:  # noqa: PLR2004
            self._tell_tenure()
        elif chance < 0.07:  # noqa: PLR2004
            self._count()
        else:
            world, random = self._world, self._random
            [(name, subjects, objects)] = random.choices(
                world.relations, cum_weights=world.weights
            )
            [modality] = random.choices(_MODALITIES, _MODALITY_WEIGHTS)
            more = self._more(modality)
            self._claim(self._draw(subjects), name, self._draw(objects), modality, more)

    def _more(self, modality: str) -> dict[str, str]:
        """Return further properties that a claim may have."""
        random = self._random
        more = {}
        if random.random() < 0.14:  # noqa: PLR2004  # as in the first report
            day = date(2000, 1, 1) + timedelta(days=int(11_000 * random.random()))
            more["schema:startDate"] = f'"{day}"^^{_DATE}'
            more["schema:endDate"] = f'"{day + timedelta(days=30)}"^^{_DATE}'
        if random.random() < 0.05:  # noqa: PLR2004
            more["comity:counterpart"] = self._draw(_AGENT)
        if random.random() < 0.04:  # noqa: PLR2004
            more["comity:topic"] = self._draw(("comity:PolicyArea", "comity:Issue"))
        if random.random() < 0.03:  # noqa: PLR2004
            more["comity:place"] = self._draw(("comity:Place", "comity:Infrastructure"))
        if modality == "planned" and random.random() < 0.05:  # noqa: PLR2004
            more["comity:deadline"] = f'"{2025 + int(10 * random.random())}-12-31"^^{_DATE}'
        return more

    def _claim(
        self, subject: str, name: str, value: str, modality: str, more: dict[str, str]
    ) -> str:
        """Add a claim and return its node; a statement that was made already is not repeated."""
        statement = (subject, name, value)
        if subject == value or (statement in self._said and modality != "denied"):
            return ""
        self._said.add(statement)
        self._claims += 1
        random, p = self._random, _PARTS
        node = f"<{ID}claim-{self.report_id}-{self._passage.place}-{self._claims}>"
        speaker = more.pop("comity:speaker", None) or self._source
        if modality != "alleged" and random.random() < 0.55:  # noqa: PLR2004  # else the narrator
            speaker = self._speakers[int(4 * random.random() ** 2)]
        status = more.pop("status", None) or random.choice(_STATUSES[modality])
        for part in (subject, value, speaker, *more.values()):
            if part in self._drawn:
                self._used[part] = self._drawn[part]
        basis = "explicit" if random.random() < 0.9 else random.choice(("inferred", "presupposed"))  # noqa: PLR2004
        words = f"{name.partition(':')[2]} {_name(random, 'en')} {_name(random, 'en')}"
        self._lines += [
            f"{node} {_A} {p['comity:Claim']}",
            f'{node} {p["rdfs:comment"]} "It {words}."@en',
            f"{node} {p['rdf:subject']} {subject}",
            f"{node} {p['rdf:predicate']} {term(name)}",
            f"{node} {p['rdf:object']} {value}",
            f"{node} {p['comity:modality']} <{CODE}modality/{modality}>",
            f"{node} {p['comity:basis']} <{CODE}basis/{basis}>",
            f"{node} {p['comity:speaker']} {speaker}",
            f"{node} {p['comity:reportedBy']} {self._source}",
            f"{node} {p['comity:evidence']} {self._passage.node}",
            *(f"{node} {p[key]} {more[key]}" for key in more),
        ]
        if status:
            self._lines.append(
                f"{node} {p['schema:actionStatus']} {term(f'schema:{status}ActionStatus')}"
            )
        return node

    def _allege(self) -> None:
        """Add an allegation, and most times the denial that answers it."""
        name, subjects, objects = self._random.choice(_ALLEGED)
        subject, value = self._draw(subjects), self._draw(objects)
        place = {"comity:place": self._draw(("comity:Infrastructure",))}
        accuser = {"comity:speaker": self._draw(("comity:UnspecifiedAgent",))}
        claim = self._claim(subject, name, value, "alleged", {**place, **accuser})
        if claim and self._random.random() < 0.8:  # noqa: PLR2004
            self._claim(subject, name, value, "denied", {**place, "comity:respondsTo": claim})

    def _plan_mission(self) -> None:
        """Add the decision on a mission, the plan of its opening, and now and then the opening."""
        event, mission = self._new("comity:MissionOpening"), self._new("comity:DiplomaticMission")
        state, of_event = self._draw(("comity:State",)), {"comity:event": event}
        decided = {"status": "Completed"}
        self._claim(self._draw(_ACTOR[:2]), "comity:decidedOn", event, "asserted", decided)
        self._claim(mission, "comity:missionOf", state, "planned", {})
        self._claim(state, "comity:opens", mission, "planned", dict(of_event))
        if self._random.random() < 0.4:  # noqa: PLR2004
            self._said.discard((state, "comity:opens", mission))
            self._claim(state, "comity:opens", mission, "asserted", of_event)

    def _tell_visit(self) -> None:
        """Add a visit, with visitors and destinations."""
        visit = self._new("comity:Visit")
        for _ in range(self._random.randint(1, 2)):
            visitor, destination = self._draw(("foaf:Person",)), self._draw(("comity:State",))
            self._claim(visit, "comity:visitor", visitor, "asserted", self._more("asserted"))
            self._claim(visit, "comity:destination", destination, "asserted", {})

    def _tell_tenure(self) -> None:
        """Add who holds a post, and in which body it is."""
        post = self._draw(("org:Post",))
        self._claim(self._draw(("foaf:Person",)), "org:holds", post, "asserted", {})
        self._claim(post, "org:postIn", self._draw(("comity:GovernmentBody",)), "asserted", {})

    def _count(self) -> None:
        """Add a figure."""
        length = self._random.random() < 0.3  # noqa: PLR2004
        subject = self._draw(("comity:Infrastructure",) if length else _AIM)
        figure = f"<{ID}figure-{self.report_id}-{self._claims}>"
        comparator = self._random.choice(("exactly", "moreThan", "atLeast"))
        name = "comity:length" if length else "comity:quantity"
        if self._claim(subject, name, figure, "asserted", {}):
            self._lines += [
                f"{figure} {_A} {term('schema:QuantitativeValue')}",
                f'{figure} {term("schema:value")} "{self._claims}"^^{_INTEGER}',
                f'{figure} {term("schema:unitText")} "{"km" if length else "cases"}"',
                f"{figure} {term('comity:comparator')} <{CODE}comparator/{comparator}>",
            ]


def reports(triples: int, seed: int = 1) -> Iterator[tuple[str, Lines, Lines]]:
    """Yield the id, the claims and the source of reports that have about so many triples in all.

    Args:
        triples: How many; the last report ends within a few passages of it.
        seed: Other seeds give other reports.
    """
    world, written, number = World(triples, seed), 0, 0
    while written < triples:
        number += 1
        report = InventedReport(world, number)
        claims, source = report.claims(triples - written), report.source()
        written += len(claims) + len(source)
        yield report.report_id, claims, source


def write_reports(folder: Path, triples: int, seed: int = 1) -> list[Path]:
    """Write invented reports and return their folders."""
    folders = []
    for report_id, claims, source in reports(triples, seed):
        report = folder / report_id
        report.mkdir(parents=True)
        body = " .\n".join(claims)
        (report / "claims.trig").write_text(f"<{GRAPH}{report_id}> {{\n{body} .\n}}\n", "utf-8")
        (report / "source.ttl").write_text(" .\n".join(source) + " .\n", "utf-8")
        folders.append(report)
    return folders


def main() -> None:
    """Write invented reports to a folder."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folders = write_reports(options.folder, options.triples, options.seed)
    print(f"{len(folders)} reports in {options.folder}")


if __name__ == "__main__":
    main()
