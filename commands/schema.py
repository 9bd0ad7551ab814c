"""`schema`: the schema as text."""

from __future__ import annotations

import typer


def schema() -> None:
    """Print the schema in GraphQL's schema definition language."""
    from schema import schema as graphql_schema

    typer.echo(graphql_schema.as_str())
