"""Settings: where the store is, where the server listens, what it lets its callers do.

Each can be given as an environment variable, ``COMITY_`` and the name in capitals; the options of
the command line win over it.
"""

from typing import Final

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

_MIB: Final = 2**20


class Settings(BaseSettings):
    """The settings, from the environment.

    Raises:
        pydantic.ValidationError: a variable has no value of its type.

    >>> Settings(port=9000).port
    9000
    """

    model_config = SettingsConfigDict(env_prefix="COMITY_", frozen=True, extra="forbid")

    store: str = Field(
        default=".comity",
        min_length=1,
        description="Folder of the store, or the URL of a SPARQL server's query operation.",
    )
    store_update: str = Field(
        default="",
        description="URL of that server's update operation; guessed if empty.",
    )
    store_graphs: str = Field(
        default="",
        description="URL of that server's graph store; guessed if empty.",
    )
    store_user: str = Field(default="", description="User name for that server.")
    store_password: SecretStr = Field(
        default=SecretStr(""), description="Password for that server, sent as Basic or as Digest."
    )
    store_token: SecretStr = Field(
        default=SecretStr(""), description="Bearer token for that server, in place of a user."
    )
    host: str = Field(
        default="127.0.0.1", min_length=1, description="Address that the server listens on."
    )
    port: int = Field(default=8000, ge=1, le=65535, description="Port that the server listens on.")
    token: SecretStr = Field(
        default=SecretStr(""),
        description="What a write must carry as `Authorization: Bearer …`; empty refuses writes.",
    )
    validate_writes: bool = Field(
        default=True,
        description="Whether a write over HTTP must leave the data valid; "
        "without, the server is a plain SPARQL 1.1 server.",
    )
    processes: int = Field(
        default=1, ge=1, le=64, description="Processes that answer requests: one a core, at most."
    )
    workers: int = Field(
        default=2,
        ge=1,
        le=64,
        description="Processes that evaluate free-form queries, for each that answers requests; "
        "so many whole graphs are read at once, too.",
    )
    waiting: int = Field(
        default=64,
        ge=0,
        description="Free-form queries that may wait for a worker, and requests that may wait "
        "for a whole graph; more are 429.",
    )
    query_seconds: float = Field(
        default=10.0, gt=0, description="Most seconds that a free-form query may take."
    )
    query_memory: int = Field(
        default=1024 * _MIB, ge=64 * _MIB, description="Most bytes of memory of a worker."
    )
    result_rows: int = Field(
        default=1_000_000, ge=1, description="Most solutions or triples in a free-form result."
    )
    result_bytes: int = Field(
        default=256 * _MIB, ge=1024, description="Most bytes in a free-form result."
    )
    body_bytes: int = Field(
        default=64 * _MIB, ge=1024, description="Most bytes in the body of a request."
    )
    cache_bytes: int = Field(
        default=128 * _MIB, ge=0, description="Bytes of answers that are kept in memory."
    )
