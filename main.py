"""The command line: reads the settings, gathers the commands and turns errors into one line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

OLDEST_PYTHON = (3, 11)


def _refuse(reason: str) -> None:
    print(f"error: {reason}", file=sys.stderr)
    raise SystemExit(2)


if sys.version_info < OLDEST_PYTHON:
    _refuse(
        f"Reelgraph needs Python {'.'.join(map(str, OLDEST_PYTHON))} or newer, and this is "
        f"{sys.version.split()[0]}; run `make setup PYTHON=python3.11`, "
        "then `.venv/bin/python main.py`"
    )
if sys.platform == "win32":
    _refuse(
        "Reelgraph needs the file locks and signals of Linux; on Windows run it in WSL 2 or "
        "Docker, see docs/operations.md"
    )
try:
    from typing import Annotated

    import typer

    from catalog.errors import CatalogError
    from cluster.errors import ClusterError
    from commands import (
        build,
        evaluate,
        explain,
        export,
        fetch,
        neighbors,
        report,
        schema,
        serve,
        watch,
    )
    from commands.options import LOSS, UNUSABLE_INPUT, settings
    from commands.terminal import print_error
    from etl.errors import FetchError, LossError, SourceError
    from model.errors import EvaluationError, QualityLoss
    from server import mypyc_modules
    from settings import version
except ModuleNotFoundError as missing:
    _refuse(
        f"the Python package {missing.name} is not installed; run `make setup`, "
        "then `.venv/bin/python main.py`"
    )

if settings.extensions:  # before the rooms are imported, in each worker process as well
    mypyc_modules.activate()

COMMANDS: Mapping[Callable[..., None], str] = {
    build.build: "build the-movies-dataset.zip",
    watch.watch: "watch https://example.org/films.zip --every 24h",
    fetch.fetch: "fetch https://example.org/the-movies-dataset.zip",
    serve.serve: "serve --port 9000",
    schema.schema: "schema > schema.graphql",
    explain.explain: "explain '{ movie(id: 949) { title } }'",
    export.export: "export --format parquet --out tables",
    report.report: "report --out report.html --png charts",
    evaluate.evaluate: "evaluate --users users_split.csv",
    neighbors.neighbors: "neighbors --basis blend --k 20 --out blend.parquet",
}
"""Each command with an example, which its help shows."""

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command, example in COMMANDS.items():
    app.command(epilog=f"Example: python main.py {example}")(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"Reelgraph {version()}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", callback=_print_version),
    ] = False,
) -> None:
    """Reelgraph: a film catalog as a GraphQL API."""


def main() -> None:
    """Run a command; a fault of its input ends it with one line and an exit code of its own."""
    try:
        app()
    except (SourceError, FetchError, EvaluationError, CatalogError, ClusterError, OSError) as error:
        print_error(str(error))
        raise SystemExit(UNUSABLE_INPUT) from None
    except (LossError, QualityLoss) as error:
        print_error(str(error))
        raise SystemExit(LOSS) from None


if __name__ == "__main__":
    main()
