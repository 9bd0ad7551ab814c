"""Catalog, Dataset, Source, Finding, ColumnQuality, Model, SignalInfo and Metric."""

from __future__ import annotations

from datetime import date, datetime

import strawberry

from catalog import dataset
from catalog.enums import Severity, Signal
from model import card
from resolvers import catalog, field_costs
from resolvers.context import Context
from schema.fields import backed_by, column, resolved


@strawberry.type(description="A cleaning rule, and what it did to the data.")
@backed_by(dataset.Finding)
class Finding:
    """A cleaning rule."""

    table: str = column(description="The table or file that the rule checked.")
    rule: str = column(description="The rule.")
    severity: Severity = column(description="What the rule did to the rows that it caught.")
    rows: int = column(description="Number of rows that it caught.")
    example: str | None = column(description="A cell of the first of these rows.")


@strawberry.type(description="How complete a column of a table is.")
@backed_by(dataset.ColumnQuality)
class ColumnQuality:
    """How complete a column is."""

    table: str = column(description="The table.")
    type: str = column(description="The type of its cells.")
    known: int = column(
        description="Number of known cells; among lists, of those that are not empty."
    )
    share: float = column(description="Share of known cells, 0–1.")
    sources: list[str] = column(
        description="The sets that its cells come from, the first of them first.", size=2
    )
    column: str = column(description="The column.")  # last, since it hides the function


@strawberry.type(description="A set that the catalog was built from.")
@backed_by(dataset.SourceInfo)
class Source:
    """A set that the catalog was built from."""

    name: str = column(description="What people call it.")
    rows: int = column(description="Number of rows that were read of its files.")
    terms: str = column(description="What it may be used for.")
    attribution: str = column(description="What has to stand where its data is shown.")
    latest: date | None = column(
        description="The latest release date of its films. Null if it has none of its own."
    )


@strawberry.type(description="The data set that is being served.")
@backed_by(dataset.Dataset)
class Dataset:
    """The data set that is being served."""

    fingerprint: str = column(
        description="Changes whenever the data does; the HTTP ETag begins with it."
    )
    built_at: datetime = column(description="When the data set was built.")
    latest_release: date | None = column(description="The latest release date of a film.")
    attribution: str = column(
        description="Where the data comes from, and on which terms it may be used."
    )
    sources: list[Source] = column(
        description="The sets that it was built from, the one that the films come from first.",
        size=3,
    )
    rows_read: int = column(description="Number of rows of films in the source.")
    rows_kept: int = column(description="Number of films in the catalog.")
    findings: list[Finding] = column(
        description="What the cleaning rules did, one finding for each rule; a few dozen.", size=30
    )
    columns: list[ColumnQuality] = column(
        description="Every column of every table; about a hundred.", size=100
    )


@strawberry.type(description="A signal of the model and its weight.")
@backed_by(card.SignalInfo)
class SignalInfo:
    """A signal of the model and its weight."""

    signal: Signal = column(description="The signal.")
    weight: float = column(
        description="Its weight. Those of the content signals add up to 1, those of TAG and TASTE "
        "stand beside them, and that of AUDIENCE is its share of the blend for a film with many "
        "likes."
    )
    dimensions: int = column(description="Number of columns of its matrix.")


@strawberry.type(description="A measure of the quality of the model.")
@backed_by(card.Metric)
class Metric:
    """A measure of the quality of the model."""

    name: str = column(description="Basis and measure, e.g. `content ipw`.")
    value: float = column(description="The value of this model.")
    baseline: float | None = column(description="The value of the model that this one replaces.")
    description: str = column(description="What the measure means.")


@strawberry.type(description="The recommender that is being served: k nearest neighbors (KNN).")
@backed_by(card.ModelCard)
class Model:
    """The recommender that is being served: k nearest neighbors (KNN)."""

    version: str = column(description="Version of the design of the model.")
    signals: list[SignalInfo] = column(
        description="What makes films similar: fourteen signals.", size=14
    )
    metrics: list[Metric] = column(
        description="Measured by the command `evaluate`, e.g. recall@10 of films of the same "
        "collection, and coverage; empty before it has run. In a catalog too large to compare "
        "every film with every other, also `taste neighbors_recall` and "
        "`blend neighbors_recall`, measured by the build.",
        size=50,
    )


@strawberry.type(description="Totals, the data set and the model.")
@backed_by(Context)
class Catalog:
    """Totals, the data set and the model."""

    movie_count: int = resolved(
        by=catalog.movie_count, description="Number of films, without adult films."
    )
    person_count: int = resolved(
        by=catalog.person_count, description="Number of people; each has a credit."
    )
    company_count: int = resolved(
        by=catalog.company_count, description="Number of production companies."
    )
    releases: int | None = resolved(
        by=catalog.releases,
        description="Number of films released in a month, on a weekday, or both. A month is "
        '`"enero"`, `"January"` or `"1"`, a weekday `"viernes"`, `"Friday"` or `"5"`.',
        work=field_costs.releases,
    )
    dataset: Dataset = resolved(
        by=catalog.dataset, description="The data that the catalog was built from."
    )
    model: Model = resolved(by=catalog.model, description="The model that finds similar films.")
