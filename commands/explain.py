"""`explain`: what happens to a query."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from commands.options import Snapshots, open_current, settings


def explain(
    query: Annotated[str, typer.Argument(help="GraphQL document.")],
    variables: Annotated[
        str, typer.Option(help="Variables of the query, as a JSON object.")
    ] = "{}",
    operation: Annotated[
        str | None, typer.Option(help="Operation to run, if the document has several.")
    ] = None,
    snapshots: Snapshots = settings.snapshots,
) -> None:
    """Show what a query costs, how it is compiled, and where it runs."""
    from execution.explanation import explain as explained
    from execution.request import OperationRequest
    from server.loaded_snapshot import context_of, executor_of

    try:
        given = json.loads(variables)
    except json.JSONDecodeError as error:
        raise typer.BadParameter(f"not JSON: {error}", param_hint="--variables") from None
    if not isinstance(given, dict):
        raise typer.BadParameter("not a JSON object", param_hint="--variables")
    executor = executor_of(context_of(open_current(snapshots)), settings)
    typer.echo(explained(executor, OperationRequest(query, given, operation)))
