"""Settings: where the store is and where the server listens.

Each can be given as an environment variable, ``COMITY_`` and the name in capitals; the options of
the command line win over it.
"""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


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
        description="Folder of the store.",
    )
    host: str = Field(
        default="127.0.0.1", min_length=1, description="Address that the server listens on."
    )
    port: int = Field(default=8000, ge=1, le=65535, description="Port that the server listens on.")
