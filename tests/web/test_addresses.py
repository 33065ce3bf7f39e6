"""Percent codes and the fields of query strings: the same as the standard library reads."""

from urllib.parse import parse_qsl, unquote_to_bytes

from hypothesis import example, given
from hypothesis import strategies as st

from web.addresses import fields, unquoted

PIECES = st.sampled_from([b"%", b"\\", b"x", b"u0041", b"N{", b"4", b"1f", b"C3", b"\xa9", b"\n"])


@given(st.one_of(st.binary(), st.lists(PIECES).map(b"".join)))
@example(b"\\%5c\\x41%41%")
@example(b"%C3%A9%0A\\N{DIGIT ONE}\\u0041")
def test_percent_codes(encoded: bytes) -> None:
    assert unquoted(encoded) == unquote_to_bytes(encoded)


@given(st.text("ab=&+%41\\é;"))
def test_fields(encoded: str) -> None:
    expected = parse_qsl(encoded, keep_blank_values=True)
    found = [
        (n.decode(errors="replace"), v.decode(errors="replace"))
        for n, v in fields(encoded.encode())
    ]
    assert found == expected
