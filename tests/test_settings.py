"""Settings: the environment, and the same defaults on the command line."""

import inspect

import pytest
from pydantic import ValidationError

from graph.cli.options import DEFAULT_STORE
from graph.cli.serving import serve
from graph.settings import Settings


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"COMITY_{name.upper()}", raising=False)


def test_defaults() -> None:
    settings = Settings()
    assert (settings.store, settings.host, settings.port) == (".comity", "127.0.0.1", 8000)
    assert settings.token.get_secret_value() == ""
    assert settings.validate_writes


def test_the_environment_wins_over_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_PORT", "9000")
    monkeypatch.setenv("COMITY_STORE", "/srv/store")
    settings = Settings()
    assert (settings.store, settings.port) == ("/srv/store", 9000)


@pytest.mark.parametrize("value", ["", "high", "0", "65536"])
def test_a_port_is_a_number(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("COMITY_PORT", value)
    with pytest.raises(ValidationError):
        Settings()


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_the_command_line_has_the_same_defaults() -> None:
    parameters = inspect.signature(serve).parameters
    known = Settings().model_dump()
    assert {name: option.default for name, option in parameters.items()} == {
        name: known[name] for name in parameters
    }
    assert Settings().store == DEFAULT_STORE
