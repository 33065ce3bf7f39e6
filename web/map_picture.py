"""The picture of a map: what to draw where, so that a template only writes it down."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

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
        x: The middle of its foot.
        y: The same.
        fits_small: Whether it hides no other where letters are twice as high: on a telephone.
    """

    text: str
    x: float
    y: float
    fits_small: bool = False


@dataclass(frozen=True)
class Picture:
    """A map of the partners of a state.

    Args:
        box: The part of the map that is shown.
        land: Outline of all other states.
        spots: The state and its partners.
        lines: What joins them.
        labels: Some of their names: those that do not hide one another.
        shades: What the colours stand for.
        missing: Partners that the map does not have.
    """

    box: Box
    land: str
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
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
    named = [(state.text, own.at)] if own else []
    named += [(p.state.text, outlines[p.code].at) for p in shown[:_LABELS]]
    return Picture(
        box,
        "".join(each.path for each in world().states if each.code not in on_map),
        tuple(spots),
        tuple(_lines(own, shown, outlines)) if own else (),
        tuple(_also_small(_labels(named, box), box)),
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


def _labels(named: Iterable[tuple[str, tuple[float, float]]], box: Box) -> Iterable[Label]:
    """Yield names at their places, or beside them; one that would hide another is left out."""
    letter = (box[2] - box[0]) * _TYPE
    taken: list[Label] = []
    for whole, (x, y) in named:
        text = whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1]}…"
        half = _half(text, letter)
        middle = min(max(x, box[0] + half), box[2] - half)
        for up in (-0.5, 1.3, -1.6, 2.4):
            label = Label(text, round(middle, 1), round(y + up * letter, 1))
            inside = box[1] + letter < label.y < box[3]
            if inside and not any(_meet(label, other, letter) for other in taken):
                taken.append(label)
                yield label
                break


def _also_small(labels: Iterable[Label], box: Box) -> Iterable[Label]:
    """Yield labels, those marked that hide no other in letters of twice the height."""
    letter = 2 * (box[2] - box[0]) * _TYPE
    kept: list[Label] = []
    for label in labels:
        half = _half(label.text, letter)
        fits = box[0] + half < label.x < box[2] - half
        fits = fits and not any(_meet(label, other, letter) for other in kept)
        if fits:
            kept.append(label)
        yield replace(label, fits_small=fits)


def _half(text: str, letter: float) -> float:
    """Return half the width of a text, by the width of a usual letter."""
    return 0.3 * letter * len(text)


def _meet(one: Label, other: Label, letter: float) -> bool:
    """Tell whether two labels overlap."""
    near = _half(one.text, letter) + _half(other.text, letter)
    return abs(one.x - other.x) < near and abs(one.y - other.y) < letter
