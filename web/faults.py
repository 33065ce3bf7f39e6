"""What is wrong with a part of a request, as one would say it."""

from collections.abc import Mapping
from string import Formatter
from typing import Any, Final

from web.dates import YEAR

_WORDS: Final = {
    "missing": "nothing is given",
    "int_parsing": "{input!r} is no whole number",
    "greater_than_equal": "{input} is less than {ge}",
    "less_than_equal": "{input} is more than {le}",
    "string_too_long": "it has more than {max_length} characters",
    "literal_error": "{input!r} is none of: {expected}",
}
"""Type of a fault → what is said of it."""


def in_words(fault: Mapping[str, Any]) -> str:
    """Return what is wrong, in words that there are for it; else what the validator says.

    Args:
        fault: As Pydantic tells it.

    >>> in_words({"type": "int_parsing", "input": "many", "msg": "Input should be …"})
    "'many' is no whole number"
    >>> expected = "'asserted', 'any' or ''"
    >>> in_words({"type": "literal_error", "input": "x", "ctx": {"expected": expected}, "msg": ""})
    "'x' is none of: asserted, any"
    """
    known = dict(fault.get("ctx", {}))
    if known.get("pattern") == YEAR:
        return f"{fault['input']!r} is no year, such as 2029"
    if "expected" in known:
        values = known["expected"].removesuffix(" or ''").replace(" or ", ", ")
        known["expected"] = values.replace("'", "")
    if "input" in fault:
        known["input"] = fault["input"]
    words = _WORDS.get(fault["type"])
    if words is None or not {name for _, name, _, _ in Formatter().parse(words) if name} <= set(
        known
    ):
        return str(fault["msg"])
    return words.format_map(known)
