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
    assert Settings().model_dump() == {"store": ".comity", "host": "127.0.0.1", "port": 8000}


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
    assert {name: parameters[name].default for name in parameters} == Settings().model_dump()
    assert Settings().store == DEFAULT_STORE
