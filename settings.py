"""Every knob, with its unit and its bounds; environment variables begin with REELGRAPH_."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent


def version() -> str:
    """Version of Reelgraph, as pyproject.toml has it: it is an application and never installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


class Settings(BaseSettings):
    """What can be set; `main.py` reads it once and hands it down."""

    model_config = SettingsConfigDict(env_prefix="REELGRAPH_", extra="forbid")

    snapshots: Path = Field(ROOT / "data" / "snapshots", description="Folder of the snapshots.")
    cache: Path = Field(
        ROOT / "data" / "cache", description="Folder of copies of what is in object storage."
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(
        8000,
        ge=1,
        le=65_535,
        validation_alias=AliasChoices("REELGRAPH_PORT", "port"),
        description="Port to listen on; PORT works, too.",
    )
    workers: int = Field(1, ge=1, le=64, description="Number of server processes.")
    graphiql: Path = Field(
        ROOT / "data" / "graphiql", description="Folder of GraphiQL's files, for work offline."
    )
    report: Path = Field(
        ROOT / "data" / "report.html", description="The report that is served at /report."
    )
    compiled: bool = Field(
        True, description="Whether to compile queries; without, graphql-core answers them all."
    )
    extensions: bool = Field(
        True, description="Whether to run what `make extensions` compiled, where it is there."
    )
    response_cache_mb: int = Field(
        64, ge=0, le=100_000, description="Megabytes of whole answers that are kept; 0 keeps none."
    )
    fragment_cache_mb: int = Field(
        64,
        ge=0,
        le=100_000,
        description="Megabytes of written pieces of answers that are kept; 0 keeps none.",
    )
    max_tokens: int = Field(1_000, ge=1, description="Tokens of a document.")
    max_depth: int = Field(15, ge=1, description="Fields inside one another.")
    max_aliases: int = Field(30, ge=0, description="Aliases, fragments expanded.")
    max_fields: int = Field(500, ge=1, description="Fields, fragments expanded.")
    max_directives: int = Field(20, ge=0, description="Directives, fragments expanded.")
    max_cost: int = Field(5_000, ge=1, description="Cost of an operation.")
    max_body: int = Field(64_000, ge=1_000, description="Bytes of a body.")
    max_in_flight: int = Field(
        200, ge=1, description="Requests of one worker that are worked out at the same time."
    )
    exact_films: int = Field(
        200_000,
        ge=100,
        description="Films up to which a build compares each with every other; among more, "
        "neighbors are looked for among candidates, and their recall is measured.",
    )
    deadline_ms: int = Field(
        800, ge=10, description="Milliseconds that an operation may take where it is not quick."
    )
    slow_ms: int = Field(
        200, ge=0, description="Milliseconds from which on an operation is logged as slow."
    )
    log_format: Literal["json", "console"] = Field("console", description="How logs are written.")
    telemetry: bool = Field(
        False, description="Whether to send traces by OpenTelemetry, which has its own settings."
    )
