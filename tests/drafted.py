"""An invented text, and the draft of a report on it, as an extraction would leave it."""

from datetime import UTC, datetime
from hashlib import sha256

import pyoxigraph as ox

from graph.export import rdf
from graph.extraction.document import Document
from graph.namespaces import ID, PREFIXES, draft_name
from graph.review.records import By
from graph.store import Store

REPORT = "harbour-2032"
TEXT = (
    "Two shores, one harbour\n"
    "The Foreign Office of Arvenia (FOA) and the Port Council of Belmora signed the Sallow Accord. "
    "Critics hold that Arvenia harms fisheries. The Foreign Office of Arvenia denies that.\n"
    "Arvenia will open a consulate in Port Sallow. "
    "The Arvenian Foreign Office works together with Belmora.\n"
)
DOCUMENT = Document(TEXT)

BY = By("Ana Lu", datetime(2032, 3, 4, 5, 6, 7, tzinfo=UTC))
"""Who decides in most tests."""

_THINGS = """
id:source-harbour-2032 a schema:NewsArticle ; skos:prefLabel "Two shores, one harbour"@en ;
    schema:identifier "harbour-2032" ; schema:sha256 "%s" .
id:arvenia a comity:State ; skos:prefLabel "Arvenia"@en .
id:belmora a comity:State ; skos:prefLabel "Belmora"@en .
id:foreign-office-of-arvenia a comity:GovernmentBody ;
    skos:prefLabel "Foreign Office of Arvenia"@en ; skos:altLabel "FOA"@en .
id:arvenian-foreign-office a comity:GovernmentBody ; skos:prefLabel "Arvenian Foreign Office"@en .
id:port-council-of-belmora a comity:GovernmentBody ;
    skos:prefLabel "Port Council of Belmora"@en .
id:sallow-accord a comity:LegalInstrument ; skos:prefLabel "Sallow Accord"@en .
id:unnamed-critics a comity:UnspecifiedAgent ; skos:prefLabel "unnamed critics"@en .
id:fisheries a comity:PolicyArea ; skos:prefLabel "fisheries"@en .
id:consulate-in-port-sallow a comity:DiplomaticMission ;
    skos:prefLabel "Consulate in Port Sallow"@en .
"""

_CLAIMS = [
    ("p2s1-1", "foreign-office-of-arvenia signed sallow-accord", "asserted", "", "0.92", "signs"),
    ("p2s1-2", "port-council-of-belmora signed sallow-accord", "asserted", "", "0.85", "signs"),
    ("p2s2-1", "arvenia harms fisheries", "alleged", "unnamed-critics", "0.95", "alleges"),
    ("p2s3-1", "arvenia harms fisheries", "denied", "foreign-office-of-arvenia", "0.91", "denies"),
    ("p3s1-1", "arvenia opens consulate-in-port-sallow", "planned", "", "0.88", "plans"),
    ("p3s2-1", "arvenian-foreign-office cooperatesWith belmora", "asserted", "", "0.55", "joint"),
    ("p3s2-2", "foreign-office-of-arvenia cooperatesWith belmora", "asserted", "", "0.8", "joint"),
]
"""Place, statement, modality, speaker, score and rule of each claim."""


def claim(place: str) -> str:
    """Return the IRI of a claim of the draft."""
    return f"{ID}claim-{REPORT}-{place}"


def thing(slug: str) -> str:
    """Return the IRI of a thing."""
    return ID + slug


def turtle(text: str) -> list[ox.Triple]:
    """Return the triples of Turtle in the project's prefixes."""
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    return [quad.triple for quad in ox.parse(head + text, format=ox.RdfFormat.TURTLE)]


def draft_triples() -> list[ox.Triple]:
    """Return the draft graph."""
    source = f"{ID}source-{REPORT}"
    parts = [_THINGS % DOCUMENT.sha256]
    parts += [
        f'id:reading-{REPORT}-{rule} a comity:Reading ; comity:rule "{rule}" ; '
        f'schema:softwareVersion "1" ; prov:used <{source}> .'
        for rule in sorted({rule for *_, rule in _CLAIMS})
    ]
    for sentence in DOCUMENT.sentences:
        span = f"{sentence.start},{sentence.end}"
        digest = sha256(DOCUMENT.words(sentence).encode()).hexdigest()
        if any(
            place.startswith(f"p{sentence.paragraph}s{sentence.number}") for place, *_ in _CLAIMS
        ):
            parts.append(
                f"<{source}#char={span}> a oa:SpecificResource ; oa:hasSource <{source}> ; "
                f"oa:hasSelector <{source}#selector={span}> ; comity:paragraph "
                f"{sentence.paragraph} ; comity:sentence {sentence.number} ; "
                f'schema:sha256 "{digest}" . '
                f"<{source}#selector={span}> a oa:TextPositionSelector ; "
                f"oa:start {sentence.start} ; oa:end {sentence.end} ."
            )
    parts += [_claim(*each) for each in _CLAIMS]
    return turtle("\n".join(parts))


def _claim(place: str, statement: str, modality: str, speaker: str, score: str, rule: str) -> str:
    """Return a claim in Turtle."""
    subject, predicate, value = statement.split()
    paragraph, number = map(int, place.removeprefix("p").split("-")[0].split("s"))
    [sentence] = [s for s in DOCUMENT.sentences if (s.paragraph, s.number) == (paragraph, number)]
    more = f"; comity:respondsTo id:claim-{REPORT}-p2s2-1" if modality == "denied" else ""
    return f"""id:claim-{REPORT}-{place} a comity:Claim ;
        rdf:subject id:{subject} ; rdf:predicate comity:{predicate} ; rdf:object id:{value} ;
        comity:modality modality:{modality} ; comity:speaker id:{speaker or f"source-{REPORT}"} ;
        comity:reportedBy id:source-{REPORT} ; comity:basis basis:explicit ;
        comity:evidence <{ID}source-{REPORT}#char={sentence.start},{sentence.end}> ;
        rdfs:comment "{subject} {predicate} {value}"@en ; comity:score {score} ;
        prov:wasGeneratedBy id:reading-{REPORT}-{rule} {more} ."""


def written(store: Store, name: ox.NamedNode) -> bytes:
    """Return a graph in canonical form; equal graphs give equal bytes."""
    return rdf.write_triples((quad.triple for quad in store.dump(name)), "turtle")


def add_draft(store: Store) -> None:
    """Write the draft and its text into a store."""
    with store.write() as writer:
        writer.replace_graph(draft_name(REPORT), draft_triples())
        (writer.folder / "texts").mkdir(exist_ok=True)
        (writer.folder / "texts" / f"{REPORT}.txt").write_text(TEXT, encoding="utf-8")
