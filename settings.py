"""Every setting with its default, unit and bounds; read from REELGRAPH_… environment variables."""

from __future__ import annotations

import logging
import os
import tomllib
import warnings
from collections.abc import Mapping
from math import ceil
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import AliasChoices, Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from catalog.cache_budgets import DEFAULT_MB, LEAST_SHARE

log = logging.getLogger("reelgraph")

ROOT = Path(__file__).parent
RENAMED: Mapping[str, str] = {"REELGRAPH_FRAGMENT_CACHE_MB": "text_cache_mb"}
"""Former environment variables that still work, to the settings that they set."""


def version() -> str:
    """Version of Reelgraph; pyproject.toml has it, since an application is never installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


class Settings(BaseSettings):
    """What can be set; read once when a process starts and handed down."""

    model_config = SettingsConfigDict(env_prefix="REELGRAPH_", extra="forbid")

    snapshots: Path = Field(
        ROOT / "data" / "snapshots", description="Folder that holds the snapshots."
    )
    cache: Path = Field(
        ROOT / "data" / "cache",
        description="Folder for local copies of snapshots in object storage.",
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(
        8000,
        ge=1,
        le=65_535,
        validation_alias=AliasChoices("REELGRAPH_PORT", "port"),
        description="Port to listen on; PORT also sets it.",
    )
    root_path: str = Field(
        "",
        pattern=r"^((/[A-Za-z0-9._~-]+)+/?)?$",
        description="Path that a proxy puts before every address, such as /films.",
    )
    workers: int = Field(1, ge=1, le=64, description="Number of server processes.")
    graphiql: Path = Field(
        ROOT / "data" / "graphiql",
        description="Folder with the files of GraphiQL; without it they come from a CDN.",
    )
    report: Path = Field(
        ROOT / "data" / "report.html",
        description="HTML file that `report` writes and the server shows at /report.",
    )
    compiled: bool = Field(
        True, description="Whether to compile queries; if not, graphql-core runs them all."
    )
    extensions: bool = Field(
        True, description="Whether to use the modules that `make extensions` compiled, if any."
    )
    caches_mb: int = Field(
        DEFAULT_MB,
        ge=1,
        le=1_000_000,
        description="Memory for everything that is kept between requests, in MB per worker.",
    )
    response_cache_mb: int | None = Field(
        None,
        ge=0,
        le=100_000,
        description="Part of it for whole answers, by default a third; 0 keeps none.",
    )
    text_cache_mb: int | None = Field(
        None,
        ge=0,
        le=100_000,
        description="Part of it for pieces of answers, by default a third; 0 keeps none.",
    )
    max_tokens: int = Field(1_000, ge=1, description="Most tokens in a document.")
    max_depth: int = Field(15, ge=1, description="Deepest nesting of fields in an operation.")
    max_aliases: int = Field(
        30, ge=0, description="Most aliases in an operation, with fragments expanded."
    )
    max_fields: int = Field(
        500, ge=1, description="Most fields in an operation, with fragments expanded."
    )
    max_directives: int = Field(
        20, ge=0, description="Most directives in an operation, with fragments expanded."
    )
    max_name: int = Field(
        100, ge=1, description="Most letters of a name, such as an alias or a variable."
    )
    max_cost: int = Field(
        5_000, ge=1, description="Highest cost of an operation, in the units of docs/security.md."
    )
    max_answer: int = Field(
        8_000_000, ge=1_000, description="Largest answer, in bytes before it is compressed."
    )
    max_body: int = Field(64_000, ge=1_000, description="Largest request body, in bytes.")
    max_in_flight: int = Field(
        200, ge=1, description="Most requests that one worker executes in threads at the same time."
    )
    exact_films: int = Field(
        200_000,
        ge=100,
        description="Largest number of films for which a build compares every pair; beyond it, "
        "neighbors are searched among candidates and their recall is measured.",
    )
    max_raters: int = Field(
        20_000,
        ge=100,
        description="Users whose ratings a build uses, at the most; of more, a sample is taken.",
    )
    deadline_ms: int = Field(
        800, ge=10, description="Time limit of an operation that runs in a thread, in milliseconds."
    )
    slow_ms: int = Field(
        200, ge=0, description="Time from which an operation is logged as slow, in milliseconds."
    )
    log_format: Literal["json", "console"] = Field(
        "console", description="Form of the logs; json is one object per line."
    )
    telemetry: bool = Field(
        False, description="Whether to send traces by OpenTelemetry; OTEL_… variables configure it."
    )

    @field_validator("root_path")
    @classmethod
    def _without_slash_at_the_end(cls, given: str) -> str:
        return given.rstrip("/")

    @field_validator("port", mode="before")
    @classmethod
    def _ignore_service_address(cls, given: object) -> object:
        """Ignore what Kubernetes sets in pods beside a service of our name: its address."""
        if not isinstance(given, str) or "://" not in given:
            return given
        log.warning(
            "REELGRAPH_PORT is %s, the address of a service, and ignored; "
            "enableServiceLinks: false in the pod keeps Kubernetes from setting it",
            given,
        )
        return os.environ.get("PORT", cls.model_fields["port"].default)

    @model_validator(mode="after")
    def _leave_room_for_other_caches(self) -> Self:
        """Raise `caches_mb`, or refuse it if it was set, where two caches would take nearly all."""
        asked = (self.response_cache_mb or 0) + (self.text_cache_mb or 0)
        needed = ceil(asked / (1 - LEAST_SHARE))
        if needed > self.caches_mb:
            if "caches_mb" in self.model_fields_set:
                raise ValueError(
                    f"caches_mb has to be at least {needed}: response_cache_mb and text_cache_mb"
                    f" take {asked} of it, and the other caches need {LEAST_SHARE:.0%}"
                )
            self.caches_mb = needed
        return self

    @model_validator(mode="before")
    @classmethod
    def _read_former_names(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Take a setting from its former variable, with a warning, unless the new one is there."""
        for former, name in RENAMED.items():
            if former in os.environ:
                message = f"{former} is called REELGRAPH_{name.upper()} now; the old name will go"
                warnings.warn(message, FutureWarning, stacklevel=2)
                given.setdefault(name, os.environ[former])
        return given
