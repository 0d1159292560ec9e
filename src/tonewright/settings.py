"""The configuration: one frozen object, built and validated once, passed as an argument.

Each setting comes from, in this order: the command line, the environment (`TONEWRIGHT_PORT`), a TOML file
(`TONEWRIGHT_CONFIG`, else `tonewright.toml` in the working folder), the default.
"""

import os
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from tonewright.errors import SettingsError


def default_workers() -> int:
    """One worker per two cores that this process may use, at least one: a job keeps two cores busy."""
    return max(1, len(os.sched_getaffinity(0)) // 2)


class Settings(BaseSettings):
    """Everything an operator can set."""

    model_config = SettingsConfigDict(env_prefix="TONEWRIGHT_", frozen=True, extra="forbid")

    data: Path = Field(
        Path("tonewright-data"), description="Folder of the database, the keys and the music that was made."
    )
    host: str = Field("127.0.0.1", description="Address that the API listens on.")
    port: int = Field(8765, ge=0, le=65535, description="Port that the API listens on; 0 takes a free one.")
    public_url: str | None = Field(
        None,
        pattern=r"^https?://[^/?#\s]+[^?#\s]*$",
        description="Origin that links in answers are built on.",
    )
    workers: int = Field(
        default_factory=default_workers, ge=0, le=64, description="Worker processes that `serve` runs."
    )
    database_url: SecretStr | None = Field(
        None, description="PostgreSQL to use; without it an embedded one runs in the data folder."
    )
    soundfont: Path = Field(
        Path("/usr/share/sounds/sf2/FluidR3_GM.sf2"),
        description="General MIDI SoundFont that instruments play.",
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        ("*",), description="Origins that browsers may call from, separated by commas."
    )
    link_seconds: int = Field(3600, ge=10, le=604_800, description="How long a download link works.")
    body_limit_bytes: int = Field(262_144, ge=16_384, description="Largest request body that is read, but for files.")
    upload_limit_bytes: int = Field(52_428_800, ge=1_048_576, description="Largest audio file that is taken.")
    trust_forwarded: bool = Field(
        False,
        description="Believe X-Forwarded-Proto and X-Forwarded-Host (only behind a proxy that sets them).",
    )
    allow_private_callbacks: bool = Field(False, description="Let replyUrl name loopback and private addresses.")
    brief_model_url: str | None = Field(
        None,
        pattern=r"^https?://[^?#\s]+$",
        description="OpenAI-compatible API whose model reads prompts and writes lyrics: http://localhost:11434/v1.",
    )
    brief_model_name: str = Field("default", min_length=1, description="Model that it is asked for.")
    brief_model_key: SecretStr | None = Field(None, description="Key that it is asked with.")
    heartbeat_seconds: float = Field(2.0, gt=0, description="How often a worker says that it is alive.")
    stall_seconds: float = Field(6.0, gt=0, description="Silence after which a worker's jobs are given to others.")
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$", description="Least level that is logged.")

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split_origins(cls, value: object) -> object:
        return tuple(o.strip() for o in value.split(",") if o.strip()) if isinstance(value, str) else value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line, then environment, then the TOML file."""
        file = Path(os.environ.get("TONEWRIGHT_CONFIG", "tonewright.toml"))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=file)


def load_settings(**from_command_line: Any) -> Settings:
    """The settings, with those that the command line gave (None counts as not given).

    Raises SettingsError that names the setting, the value and what is allowed.
    """
    config = os.environ.get("TONEWRIGHT_CONFIG")
    if config is not None and not Path(config).is_file():
        raise SettingsError(f"TONEWRIGHT_CONFIG names {config!r}, but there is no such file")
    try:
        return Settings(**{name: value for name, value in from_command_line.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"setting {name} has value {first['input']!r}: {first['msg']}") from error
