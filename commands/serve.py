"""`serve`: the current snapshot over HTTP."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from cluster.mirror import Mirror
from commands.options import UNUSABLE_INPUT, Snapshots, open_current, settings
from commands.terminal import print_error


def serve(
    snapshots: Snapshots = settings.snapshots,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = settings.host,
    port: Annotated[
        int, typer.Option(min=1, max=65_535, help="Port to listen on.")
    ] = settings.port,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Number of server processes.")
    ] = settings.workers,
) -> None:
    """Serve the current snapshot over HTTP."""
    from server import process
    from server.errors import PortTaken, TelemetryMissing
    from server.observe import logs, metrics

    logs.configure(settings.log_format)
    if mirror := Mirror.of(snapshots, settings.cache):
        mirror.follow()
        snapshots = mirror.folder
    films = open_current(snapshots).json("account")["kept"]["movies"]
    os.environ["REELGRAPH_SNAPSHOTS"] = str(snapshots)  # the worker processes read it there
    metrics.create_folder()

    def announce() -> None:
        address = f"http://{host}:{port}"
        typer.echo(f"{films:,} films at {address}, GraphiQL: {address}/graphql")

    try:
        process.run(host, port, workers, announce, traced=settings.telemetry)
    except (PortTaken, TelemetryMissing) as error:
        print_error(str(error))
        raise typer.Exit(UNUSABLE_INPUT) from None
