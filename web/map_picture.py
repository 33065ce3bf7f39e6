"""The picture of a map: what to draw where, so that a template only writes it down."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, Literal, TypeAlias

from graph.analysis import MODALITIES
from web.names import Name
from web.partners import Partner
from web.world import Box, Outline, world

LEVELS: Final = 4
"""Shades for the number of claims."""

KINDS: Final = 6
"""Colours for kinds of relation; the rarest share the last one."""

_LABELS: Final = 16
"""Most names written on the map."""

_LONGEST: Final = 24
"""Most characters of a name on the map; the table has all of it."""

_TYPE: Final = 15 / 960
"""Height of letters, as a share of the width of the picture."""

Anchor: TypeAlias = Literal["start", "middle", "end"]

SMALL: Final = 2
"""How many times as high letters are on a small screen, as a share of its width."""

_BEND: Final = 0.14
"""How far a line bends, as a share of its length; those of one partner bend differently."""


@dataclass(frozen=True)
class Shade:
    """A colour on the map.

    Args:
        name: Its class in the style sheet.
        meaning: What it stands for.
        states: The names of the partners that have it, where the colour alone would not tell.
    """

    name: str
    meaning: str
    states: str = ""


@dataclass(frozen=True)
class Spot:
    """A state on the map.

    Args:
        outline: Where it is.
        shade: Class of its colour.
        partner: What joins it; None for the state that the map is about.
    """

    outline: Outline
    shade: str
    partner: Partner | None


@dataclass(frozen=True)
class Line:
    """A line from the state to a partner, for the claims of one modality."""

    modality: str
    path: str


@dataclass(frozen=True)
class Label:
    """A name on the map.

    Args:
        text: The name, or its beginning.
        x: Where its foot is anchored.
        y: The same.
        anchor: Which end of it is there: start, middle or end.
        leader: A line to the state that it stands beside, as an SVG path; empty for one on it.
    """

    text: str
    x: float
    y: float
    anchor: Anchor = "middle"
    leader: str = ""

    def box(self, letter: float) -> Box:
        """Return the box around it in letters of a height, by the width of a usual one."""
        width = 0.6 * letter * len(self.text)
        left = self.x - width * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]
        return left, self.y - letter, left + width, self.y


@dataclass(frozen=True)
class Picture:
    """A map of the partners of a state.

    Args:
        box: The part of the map that is shown.
        land: Outline of all other states.
        spots: The state and its partners.
        lines: What joins them.
        labels: Some of their names: those that do not hide one another.
        large_labels: The same in letters that are ``SMALL`` times as high, for a small screen.
        shades: What the colours stand for.
        missing: Partners that the map does not have.
    """

    box: Box
    land: str
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    large_labels: tuple[Label, ...]
    shades: tuple[Shade, ...]
    missing: tuple[Partner, ...]

    @property
    def letter(self) -> float:
        """Return the height of letters."""
        return (self.box[2] - self.box[0]) * _TYPE

    @property
    def view(self) -> str:
        """Return the viewBox."""
        left, top, right, bottom = self.box
        return f"{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}"


def picture(
    state: Name, code: str, found: Sequence[Partner], kinds: Sequence[Name], *, whole: bool
) -> Picture:
    """Return the map of the partners of a state.

    Args:
        state: The state.
        code: Its ISO 3166 numeric code; empty where it has none.
        found: Its partners.
        kinds: Kinds of relation to tell by colour; empty to tell the number of claims.
        whole: Show all of the world, not only where the state and its partners are.
    """
    outlines = {outline.code: outline for outline in world().states if outline.code}
    shown = [partner for partner in found if partner.code in outlines]
    by_kind = _by_kind(shown, kinds) if kinds else None
    chosen = by_kind or _by_number(shown)
    shades, shade_of = chosen
    spots = [Spot(outlines[p.code], shade_of[p.state], p) for p in shown]
    own = outlines.get(code)
    if own:
        spots.append(Spot(own, "own", None))
    on_map = {spot.outline.code for spot in spots}
    box = world().part(() if whole else on_map)
    named = [(state.text, own)] if own else []
    named += [(p.state.text, outlines[p.code]) for p in shown]
    return Picture(
        box,
        "".join(each.path for each in world().states if each.code not in on_map),
        tuple(spots),
        tuple(_lines(own, shown, outlines)) if own else (),
        tuple(_labels(named, (box[2] - box[0]) * _TYPE, box)),
        tuple(_labels(named, (box[2] - box[0]) * _TYPE * SMALL, box)),
        shades,
        tuple(partner for partner in found if partner.code not in outlines),
    )


def _by_number(shown: Iterable[Partner]) -> tuple[tuple[Shade, ...], dict[Name, str]]:
    """Return the shades for the number of claims, and partner → its shade."""
    counts = {partner.state: len(partner.claims) for partner in shown}
    most = max(counts.values(), default=0)
    firsts = sorted({ceil(most ** (step / LEVELS)) for step in range(LEVELS)}) if most else []
    lasts = [first - 1 for first in firsts[1:]] + [most]
    shades = tuple(
        Shade(f"level-{level}", _range(first, last))
        for level, (first, last) in enumerate(zip(firsts, lasts, strict=False), start=1)
    )
    level_of = {
        state: f"level-{sum(first <= count for first in firsts)}" for state, count in counts.items()
    }
    return shades, level_of


def _range(first: int, last: int) -> str:
    """Return a range of numbers of claims in words.

    >>> _range(1, 1), _range(2, 4)
    ('1 claim', '2–4 claims')
    """
    if first == last:
        return f"{first} claim{'s' if first > 1 else ''}"
    return f"{first}–{last} claims"


def _by_kind(
    shown: Sequence[Partner], kinds: Iterable[Name]
) -> tuple[tuple[Shade, ...], dict[Name, str]]:
    """Return the colours for kinds of relation, and partner → that of its most frequent kind."""
    main = {partner.state: main_relation(partner) for partner in shown}
    frequent = [iri for iri, _ in Counter(main.values()).most_common()]
    class_of = {iri: f"kind-{min(place, KINDS)}" for place, iri in enumerate(frequent, start=1)}
    names = {kind.iri: kind.text for kind in kinds}
    shades = tuple(
        Shade(
            name,
            ", ".join(names.get(iri, iri) for iri in frequent if class_of[iri] == name),
            ", ".join(state.text for state, iri in main.items() if class_of[iri] == name),
        )
        for name in dict.fromkeys(class_of.values())
    )
    return shades, {state: class_of[iri] for state, iri in main.items()}


def main_relation(partner: Partner) -> str:
    """Return the kind of relation that most claims on a partner have; the first of equals."""
    counts = Counter(claim.relation for claim in partner.claims)
    return min(counts, key=lambda iri: (-counts[iri], iri))


def _lines(own: Outline, shown: Iterable[Partner], outlines: dict[str, Outline]) -> Iterable[Line]:
    """Yield a line for each modality in which a partner is joined."""
    for partner in shown:
        held = {claim.modality for claim in partner.claims}
        for place, modality in enumerate(name for name in MODALITIES if name in held):
            yield Line(modality, _arc(own.at, outlines[partner.code].at, place + 1))


def _arc(start: tuple[float, float], end: tuple[float, float], place: int) -> str:
    """Return a bent line as an SVG path.

    Args:
        start: Where it begins.
        end: Where it ends.
        place: Which of the lines between the two it is, from 1: no two take the same way.
    """
    (x, y), (to_x, to_y) = start, end
    side = 1 if place % 2 else -1
    bend = side * _BEND * ((place + 1) // 2)
    middle_x = (x + to_x) / 2 + bend * (to_y - y)
    middle_y = (y + to_y) / 2 - bend * (to_x - x)
    return f"M{x:g},{y:g}Q{middle_x:.1f},{middle_y:.1f} {to_x:g},{to_y:g}"


def _labels(named: Sequence[tuple[str, Outline]], letter: float, box: Box) -> Iterable[Label]:
    """Yield names on their states, or beside them where that hides less of the others.

    One that would hide another name is left out.
    """
    shown = [outline for _, outline in named]
    taken: list[Label] = []
    for whole, outline in named[: _LABELS + 1]:
        text = whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1]}…"
        free = [
            label
            for label in _places(text, outline, letter, box)
            if _is_inside(label.box(letter), box) and not _meets(label, taken, letter)
        ]
        if free:
            label = min(free, key=lambda label: _hidden(label.box(letter), outline, shown))
            taken.append(label)
            yield label


def _places(text: str, outline: Outline, letter: float, box: Box) -> Iterable[Label]:
    """Yield a name where it may stand: on its state, to the right, to the left, below, above."""
    (x, y), (left, top, right, bottom), gap = outline.at, outline.box, letter / 2
    half = 0.3 * letter * len(text)
    middle = round(min(max(x, box[0] + half), box[2] - half), 1)
    foot = y + 0.35 * letter
    if 2 * half <= right - left:
        yield Label(text, middle, round(y - gap, 1))
    yield Label(text, right + gap, round(foot, 1), "start", f"M{x:g},{y:g}H{right + gap / 2:.1f}")
    yield Label(text, left - gap, round(foot, 1), "end", f"M{x:g},{y:g}H{left - gap / 2:.1f}")
    for end, low in ((bottom + gap / 2, bottom + letter + gap), (top - gap / 2, top - gap)):
        yield Label(text, middle, round(low, 1), leader=f"M{x:g},{y:g}V{end:.1f}")


def _hidden(label: Box, own: Outline, shown: Iterable[Outline]) -> float:
    """Return how much of the states that are shown, but for its own, a name covers."""
    return sum(_common(label, other.box) for other in shown if other is not own)


def _common(one: Box, other: Box) -> float:
    """Return the area that two boxes have in common.

    >>> _common((0, 0, 4, 4), (2, 1, 9, 3)), _common((0, 0, 1, 1), (2, 2, 3, 3))
    (4, 0)
    """
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(width, 0) * max(height, 0)


def _is_inside(one: Box, box: Box) -> bool:
    """Tell whether a box is within another."""
    return box[0] <= one[0] and box[1] <= one[1] and one[2] <= box[2] and one[3] <= box[3]


def _meets(label: Label, others: Iterable[Label], letter: float) -> bool:
    """Tell whether a name overlaps with another."""
    return any(_common(label.box(letter), other.box(letter)) > 0 for other in others)
