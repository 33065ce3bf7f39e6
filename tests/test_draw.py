"""Pictures: nothing lies on anything else, every claim is there, and the bytes never change."""

import itertools
import re
import struct
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pyoxigraph as ox
import pytest

from graph import draw as drawing
from graph.analysis import claim_graph
from graph.draw import draw, surroundings
from graph.draw.arrays import Points
from graph.draw.compose import Placed, compose
from graph.draw.fan import fan
from graph.draw.output import DPI
from graph.draw.route import along, clipped
from graph.draw.scene import scene, wrap
from graph.draw.search import crosses, hits
from graph.draw.shapes import inside, outline
from graph.draw.style import KINDS, OUTLINE, STROKES
from graph.errors import UsageError
from graph.store import Store
from tests.invented import REPORT, Statement, claims, sample_store, store_of, thing

SVG = "{http://www.w3.org/2000/svg}"
HUB = [("hub", "respects", f"leaf-{number}", "asserted") for number in range(17)] + [
    ("leaf-3", "supports", "hub", "planned"),
    ("leaf-3", "harms", "leaf-4", "alleged"),
    ("leaf-3", "harms", "leaf-4", "denied"),
    ("leaf-4", "supports", "leaf-5", "asserted"),
    ("hub", "supports", "leaf-9", "denied"),
]
LOOP = [("a", "respects", "a", "asserted"), ("a", "respects", "b", "asserted")]


@pytest.fixture(scope="module")
def store() -> Store:
    return sample_store()


def placed(store: Store, *, labelled: bool = True, hub: str | None = None) -> Placed:
    """Return the claims of a store with places."""
    shown = scene(store, claim_graph(store))
    shown = shown.labelled() if labelled else shown
    if hub is None:
        return compose(shown)
    return fan(shown, [box.iri for box in shown.boxes].index(thing(hub)))


MAKERS: dict[str, Callable[[], Placed]] = {
    "labelled": lambda: placed(sample_store()),
    "bare": lambda: placed(sample_store(), labelled=False),
    "hub": lambda: placed(store_of({REPORT: claims(HUB)})),
    "columns": lambda: placed(store_of({REPORT: claims(HUB)}), hub="hub"),
    "loop": lambda: placed(store_of({REPORT: claims(LOOP)})),
}


@cache
def made(name: str) -> Placed:
    """Return a layout, made once."""
    return MAKERS[name]()


@pytest.fixture(params=MAKERS)
def layout(request: pytest.FixtureRequest) -> Placed:
    """Return layouts of all sorts, one after the other."""
    return made(request.param)


def test_nothing_lies_on_anything_else(layout: Placed) -> None:
    centres, half = layout.rectangles()
    boxes = len(layout.scene.boxes)
    assert len(centres) == boxes + sum(bool(link.lines) for link in layout.scene.links)
    for one, other in itertools.combinations(range(len(centres)), 2):
        apart = np.abs(centres[one] - centres[other]) - half[one] - half[other]
        assert apart.max() >= 0, (one, other)


def test_lines_run_from_border_to_border(layout: Placed) -> None:
    def border(box: int) -> Points:
        drawn = layout.scene.boxes[box]
        about: Points = layout.positions[box]
        return about + outline(KINDS[drawn.kind].shape, drawn.width, drawn.height)

    for link, route in zip(layout.scene.links, layout.routes, strict=True):
        for box, end in ((link.start, route.curves[0][0]), (link.end, route.curves[-1][-1])):
            corners = border(box)
            assert not inside(end[None], corners)[0]
            towards = layout.positions[box] - end
            step = towards / np.hypot(*towards)
            assert inside((end + 2 * step)[None], corners)[0]


def test_a_label_lies_on_its_own_line(layout: Placed) -> None:
    for link, route in zip(layout.scene.links, layout.routes, strict=True):
        points = np.concatenate([along(c, np.linspace(0, 1, 60)) for c in route.curves])
        if link.lines:
            assert np.hypot(*(points - route.label).T).min() < 3


def test_columns_are_narrow() -> None:
    low, high = made("columns").extent()
    wide, high_enough = high - low
    assert wide < 7.5 * 72
    assert high_enough < 5 * 72


def test_components_are_packed() -> None:
    pairs = [(f"a{n}", "respects", f"b{n}", "asserted") for n in range(12)]
    low, high = placed(store_of({REPORT: claims(pairs)})).extent()
    assert np.prod(high - low) < 500 * 500
    assert 0.5 < (high - low)[0] / (high - low)[1] < 4


def test_lines_of_one_pair_are_apart() -> None:
    layout = made("labelled")
    middles = [
        along(route.curves[0], np.array([0.5]))[0]
        for link, route in zip(layout.scene.links, layout.routes, strict=True)
        if {layout.scene.boxes[link.start].iri, layout.scene.boxes[link.end].iri}
        == {thing("arvenia"), thing("unnamed-navy")}
    ]
    assert len(middles) == 2
    assert np.hypot(*(middles[0] - middles[1])) > 8


def test_claims_of_a_pair_are_bundled(store: Store) -> None:
    shown = scene(store, claim_graph(store)).labelled()
    bundles = {link.relations: len(link.claims) for link in shown.links}
    assert bundles["cooperates with", "negotiated with", "has neighbour"] == 3
    assert sum(bundles.values()) <= 28
    assert sum(len(link.claims) for link in shown.links) == 28


def test_kinds_follow_the_ontology() -> None:
    store = store_of({REPORT: claims([("a", "respects", "b", "asserted")])})
    with store.write() as writer:
        writer.update(
            f"""DELETE DATA {{ GRAPH <{REPORT.value}> {{ id:a a comity:State }} }} ;
            INSERT DATA {{ GRAPH <{REPORT.value}> {{ id:a a comity:Parade .
              comity:Parade rdfs:subClassOf comity:DiplomaticEvent .
              comity:DiplomaticEvent rdfs:subClassOf comity:Parade , sem:Event }} }}"""
        )
    kinds = {box.iri: box.kind for box in scene(store, claim_graph(store)).boxes}
    assert kinds == {thing("a"): "event", thing("b"): "state"}


def test_the_focus_stands_out(store: Store) -> None:
    shown = scene(store, claim_graph(store), thing("arvenia"))
    assert [box.iri for box in shown.boxes if box.outline > OUTLINE] == [thing("arvenia")]


def test_styles_differ_without_colour() -> None:
    strokes = {(stroke.dashes, stroke.head) for stroke in STROKES.values()}
    assert len({dashes for dashes, _ in strokes}) == len(STROKES)
    assert len({kind.shape for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("", (" ",)),
        ("Laos", ("Laos",)),
        ("a\nb\tc", ("a b c",)),
        ("United Nations Human Rights Council", ("United Nations Human", "Rights Council")),
        ("x" * 70, ("x" * 30, "x" * 30, "x" * 10)),
    ],
)
def test_labels_are_wrapped(label: str, lines: tuple[str, ...]) -> None:
    assert wrap(label) == lines


def test_long_labels_are_cut() -> None:
    lines = wrap("word " * 100)
    assert lines[-1].endswith("…")
    assert len(" ".join(lines)) < 115


def test_segments() -> None:
    a, b, c, d = (np.array(p, dtype=float) for p in [(0, 0), (4, 4), (0, 4), (4, 0)])
    assert crosses(a, b, c, d)
    assert not crosses(a, c, b, d)
    assert hits(a, b, np.array([2.0, 2.0]), np.array([1.0, 0.1]))
    assert not hits(a, b, np.array([3.0, 1.0]), np.array([0.9, 0.9]))
    assert hits(a, c, np.array([0.0, 2.0]), np.array([0.5, 0.5]))


def test_clipping_finds_the_border() -> None:
    square = outline("rectangle", 20, 20)
    curve = np.array([(0.0, 0.0), (50.0, 0.0), (100.0, 0.0)])
    cut = clipped(curve, square, square + np.array([100, 0]))
    assert cut[0] == pytest.approx((10, 0), abs=0.1)
    assert cut[-1] == pytest.approx((90, 0), abs=0.1)


# ------------------------------------------------------------------------------------ files


def test_png(store: Store, tmp_path: Path) -> None:
    data = draw_twice(store, tmp_path, "png", focus=thing("arvenia"))
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    assert width / DPI < 8.5
    assert height / DPI < 11
    assert b"tIME" not in data


def draw_twice(store: Store, folder: Path, suffix: str, focus: str | None = None) -> bytes:
    """Return the bytes of a picture, and see that a second one has the same."""
    paths = [folder / f"{name}.{suffix}" for name in ("one", "two")]
    for path in paths:
        draw(store, path, focus=focus)
    first, second = (path.read_bytes() for path in paths)
    assert first == second
    return first


def test_svg_has_text_and_tool_tips(store: Store, tmp_path: Path) -> None:
    data = draw_twice(store, tmp_path, "svg")
    root = ET.fromstring(data)  # noqa: S314  # we wrote it
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "Claims: invented report of 2030"
    words = {text.text for text in root.iter(f"{SVG}text")}
    assert {"Arvenia", "denied", "alleged", "planned", "predicted", "state"} <= words
    tips = {title.text for title in root.iter(f"{SVG}title")}
    assert (
        "Arvenia / granted base rights to / an unnamed navy (denied): "
        "The ministry says that no navy was given a base. ¶2 s1, 2100–2180"
    ) in tips
    assert b"<dc:date>" not in data
    identifiers = re.findall(rb'\bid="([^"]+)"', data)
    assert len(identifiers) == len(set(identifiers))


class Page(HTMLParser):
    """Collects the rows of a page's table and whatever the page would fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.fetched: list[str] = []
        self._cell = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.fetched += [
            str(given[name]) for name in ("src", "href", "xlink:href") if name in given
        ]
        if tag == "tr":
            self.rows.append([])
        self._cell = tag == "td"
        if self._cell:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self._cell:
            self.rows[-1][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._cell = self._cell and tag != "td"


def test_html_has_every_claim_and_fetches_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    draw(store, path)
    page = Page(path.read_text(encoding="utf-8"))
    assert all(target.startswith("#") for target in page.fetched)
    assert len(page.rows) == 29
    assert [
        "Arvenia",
        "opens",
        "Consulate of Arvenia in Vell",
        "planned",
        "Tomas Reld",
        "A consulate is to open in Vell.",
        "¶3 s3, 3300–3380",
    ] in page.rows
    assert ["Ember Canal", "title", 'Ember Canal "of peace"\nand <trade>'] in [
        row[:3] for row in page.rows
    ]


def test_html_escapes_what_it_shows(tmp_path: Path) -> None:
    attack = '"><script>alert(1)</script>{{ 7*7 }}'
    label = ox.Triple(
        ox.NamedNode(thing("a")),
        ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"),
        ox.Literal(attack, language="en"),
    )
    store = store_of({REPORT: [label, *claims([("a", "respects", "b", "asserted")])]})
    path = tmp_path / "page.html"
    draw(store, path, focus=thing("a"))
    text = path.read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}") >= 3
    assert text.count("<script>") == 1


def test_a_label_is_no_formula(tmp_path: Path) -> None:
    label = ox.Triple(
        ox.NamedNode(thing("a")),
        ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"),
        ox.Literal("5 $ and 6 $_x$ \\frac", language="en"),
    )
    store = store_of({REPORT: [label, *claims([("a", "respects", "b", "asserted")])]})
    path = tmp_path / "page.svg"
    draw(store, path)
    assert "5 $ and 6 $_x$ \\frac" in path.read_text(encoding="utf-8")


def test_filters_are_told(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "picture.svg"
    draw(
        store,
        path,
        report="sample-2030",
        focus=thing("ember-canal"),
        hops=2,
        relations=["comity:harms"],
        modalities=["denied", "alleged"],
    )
    root = ET.fromstring(path.read_bytes())  # noqa: S314  # we wrote it
    words = " ".join(str(text.text) for text in root.iter(f"{SVG}text"))
    assert "Claims around Ember Canal" in words
    assert "2 claims about 3 things; report sample-2030; at most 2 claims away" in words
    assert "relations comity:harms; modalities alleged, denied." in words
    assert "asserted" not in words


def test_surroundings_of_a_place_show_what_is_said_to_happen_there(store: Store) -> None:
    near = surroundings(claim_graph(store), thing("port-sallow"), 1)
    label = near.edges[thing("arvenia"), thing("unnamed-navy"), thing("claim-p2s1-2")]["label"]
    assert label.startswith("granted base rights to (at ")


def test_surroundings(store: Store) -> None:
    graph = claim_graph(store)
    near = surroundings(graph, thing("dunmarra"), 1)
    assert set(near) == {thing("dunmarra"), thing("state-visit"), thing("ember-canal")}
    assert near.number_of_edges() == 2
    wider = surroundings(graph, thing("dunmarra"), 2)
    assert set(near) < set(wider)


@pytest.mark.parametrize(
    ("statements", "form"),
    [
        (HUB, "columns"),
        (HUB[:5], "distance"),
        ([*HUB, ("leaf-1", "harms", "other", "asserted")], "distance"),
        ([*HUB, ("hub", "harms", "hub", "asserted")], "distance"),
    ],
)
def test_many_neighbours_make_columns(statements: list[Statement], form: str) -> None:
    store = store_of({REPORT: claims(statements)})
    shown = scene(store, claim_graph(store)).labelled()
    hub = [box.iri for box in shown.boxes].index(thing("hub"))
    places = drawing.place(shown).positions
    away = np.abs(np.delete(places, hub, axis=0)[:, 0])
    columns = not places[hub].any() and away.min() > 100
    assert columns == (form == "columns")


def test_lines_have_words_while_there_is_room(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "picture.svg"
    draw(store, path, focus=thing("belmora"))
    assert ">negotiated with<" in path.read_text(encoding="utf-8")
    monkeypatch.setattr(drawing, "LABELLED", 1)
    draw(store, path, focus=thing("belmora"))
    assert ">negotiated with<" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("picture.pdf", {}, "the suffix 'pdf'"),
        ("picture", {}, "the suffix ''"),
        ("picture.png", {"report": "another"}, "No claim is left"),
        ("picture.png", {"focus": thing("nobody")}, "speaks of"),
        ("no/picture.svg", {"focus": thing("fisheries")}, "cannot be written: No such file"),
    ],
)
def test_what_cannot_be_drawn(
    store: Store, tmp_path: Path, name: str, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        draw(store, tmp_path / name, **options)
    assert not (tmp_path / name).exists()


def test_too_much_for_a_page(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "MOST", 20)
    with pytest.raises(UsageError, match="26 things are more than the 20"):
        draw(store, tmp_path / "picture.png")
