"""Every knob, with its unit and its bounds; environment variables begin with REELGRAPH_."""

from __future__ import annotations

from pathlib import Path

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent


class Settings(BaseSettings):
    """What can be set; `main.py` reads it once and hands it down."""

    model_config = SettingsConfigDict(env_prefix="REELGRAPH_", extra="forbid")

    snapshots: Path = Field(ROOT / "data" / "snapshots", description="Folder of the snapshots.")
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
    compiled: bool = Field(
        True, description="Whether to compile queries; without, graphql-core answers them all."
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
