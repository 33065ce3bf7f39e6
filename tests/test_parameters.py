"""Parameters: grlc's names, and values as terms of the right type."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import EntityError, ParameterError
from graph.parameters import parse_variable

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("variable", "name", "required", "type_name"),
    [
        ("?_state_iri", "state", True, "iri"),
        ("?__since_xsd_date", "since", False, "date"),
        ("?_n_integer", "n", True, "integer"),
        ("?_n_xsd_integer", "n", True, "integer"),
        ("?_n_number", "n", True, "number"),
        ("?_code", "code", True, "string"),
        ("?_code_literal", "code", True, "string"),
        ("?__name_en", "name", False, "string in en"),
        ("?_iri", "iri", True, "string"),
    ],
)
def test_names(variable: str, name: str, required: bool, type_name: str) -> None:  # noqa: FBT001  # a column of the table
    parameter = parse_variable(variable)
    assert (parameter.name, parameter.required) == (name, required)
    assert parameter.type_name == type_name
    assert parameter.variable == variable


@pytest.mark.parametrize(
    ("variable", "better"),
    [
        ("?_since_date", "?_since_xsd_date"),
        ("?__since_dateTime", "?__since_xsd_dateTime"),
        ("?_from_country_iri", "?_fromCountry_iri"),
        ("?_from_country", "?_fromCountry"),
        ("?_first_day_xsd_date", "?_firstDay_xsd_date"),
        ("?_a_xsd_duration", "xsd_dateTime"),
        ("?_a_oa_thing", "xsd_date"),
        ("?___a", "?__name"),
        ("?_", "?_name"),
        ("?_a_", "?_name"),
        ("?_1", "?_name"),
        ("$_a", "?_name"),
    ],
)
def test_unclear_names_are_refused_with_a_better_one(variable: str, better: str) -> None:
    with pytest.raises(ParameterError) as caught:
        parse_variable(variable)
    assert variable in caught.value.message
    assert better in caught.value.hint


def as_grlc_reads(variable: str) -> tuple[str, str, str | None]:
    """Return name, kind and language that grlc takes a variable for, by its documentation.

    It cuts at underscores: the first part is the name, the second the type or a prefix, the third
    the datatype after a prefix; it passes over the rest.
    """
    name, *rest = variable.lstrip("_").split("_")
    if not rest:
        return name, "string", None
    if len(rest[0]) == 2:
        return name, "string", rest[0]
    if rest[0] in ("iri", "number", "integer", "date"):
        return name, rest[0], None
    return name, rest[1] if len(rest) > 1 else "string", None


parts = st.sampled_from(
    ["a", "state", "iri", "integer", "xsd", "date", "en", "string", "oa", "fromCountry", "country"]
)


@settings(deadline=None)
@given(st.sampled_from(["_", "__"]), st.lists(parts, min_size=1, max_size=4))
def test_what_is_accepted_reads_the_same_in_grlc(marks: str, names: list[str]) -> None:
    variable = marks + "_".join(names)
    try:
        parameter = parse_variable(f"?{variable}")
    except ParameterError:
        return
    name, kind, language = as_grlc_reads(variable)
    assert (parameter.name, parameter.kind, parameter.language) == (name, kind, language)
    assert parameter.required == (marks == "_")


@pytest.mark.parametrize(
    ("variable", "value", "term"),
    [
        ("?_x", "a } b", ox.Literal("a } b")),
        ("?_x", " kept ", ox.Literal(" kept ")),
        ("?_x_en", "canal", ox.Literal("canal", language="en")),
        ("?_x_integer", " +07 ", ox.Literal("7", datatype=ox.NamedNode(f"{XSD}integer"))),
        ("?_x_number", "1.50", ox.Literal("1.50", datatype=ox.NamedNode(f"{XSD}decimal"))),
        ("?_x_number", "-2", ox.Literal("-2", datatype=ox.NamedNode(f"{XSD}integer"))),
        (
            "?_x_xsd_date",
            "2024-02-29",
            ox.Literal("2024-02-29", datatype=ox.NamedNode(f"{XSD}date")),
        ),
        ("?_x_xsd_boolean", "true", ox.Literal("true", datatype=ox.NamedNode(f"{XSD}boolean"))),
        ("?_x_iri", "urn:a", ox.NamedNode("urn:a")),
    ],
)
def test_values_become_terms(variable: str, value: str, term: ox.Literal | ox.NamedNode) -> None:
    assert parse_variable(variable).term(value, str) == term


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("?_x_integer", "1.0"),
        ("?_x_integer", "ten"),
        ("?_x_integer", "\N{FULLWIDTH DIGIT ONE}"),
        ("?_x_number", "1e3"),
        ("?_x_xsd_date", "2025-02-29"),
        ("?_x_xsd_date", "20250228"),
        ("?_x_xsd_date", "2025"),
        ("?_x_xsd_dateTime", "2025-01-01"),
        ("?_x_xsd_boolean", "yes"),
        ("?_x_iri", "urn:a> } ; DROP ALL"),
        ("?_x_iri", "no-scheme"),
        ("?_x", "\udc80"),
    ],
)
def test_other_values_are_refused(variable: str, value: str) -> None:
    with pytest.raises(ParameterError, match=r"^x: "):
        parse_variable(variable).term(value, str)


def test_things_are_resolved() -> None:
    parameter = parse_variable("?_x_iri")
    assert parameter.term("CMAC", lambda _: "urn:cmac") == ox.NamedNode("urn:cmac")

    def unknown(name: str) -> str:
        raise EntityError(name, ["near"])

    with pytest.raises(EntityError):
        parameter.term("Atlantis", unknown)
