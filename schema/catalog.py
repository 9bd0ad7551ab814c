"""Catalog and Dataset: the catalog about itself."""

from __future__ import annotations

from datetime import date, datetime

import strawberry

from catalog import dataset
from catalog.enums import Severity, Signal
from model import card
from resolvers import catalog
from resolvers.context import Context
from schema.fields import backed_by, column, resolved


@strawberry.type(description="One cleaning rule and what it did.")
@backed_by(dataset.Finding)
class Finding:
    """A cleaning rule."""

    table: str = column(description="The table or file whose rows it looked at.")
    rule: str = column(description="The rule.")
    severity: Severity = column(description="What it did to the rows that it caught.")
    rows: int = column(description="How many rows it caught.")
    example: str | None = column(description="A cell of the first of them.")


@strawberry.type(description="How complete a column is.")
@backed_by(dataset.ColumnQuality)
class ColumnQuality:
    """How complete a column is."""

    table: str = column(description="Table.")
    type: str = column(description="What the cells are.")
    known: int = column(description="Cells that are known; of lists, those with something in them.")
    share: float = column(description="Known cells among all, 0–1.")
    column: str = column(description="Column.")  # last, since it hides the function


@strawberry.type(description="The data snapshot being served.")
@backed_by(dataset.Dataset)
class Dataset:
    """The data snapshot being served."""

    fingerprint: str = column(description="Changes whenever the data does; begins the HTTP ETag.")
    built_at: datetime = column(description="When the snapshot was built.")
    latest_release: date | None = column(description="The last release date of a film.")
    attribution: str = column(description="Where the data comes from and on which terms.")
    rows_read: int = column(description="Rows of films in the source.")
    rows_kept: int = column(description="Films in the catalog.")
    findings: list[Finding] = column(
        description="Every row that was dropped or repaired, by rule; some dozens.", size=30
    )
    columns: list[ColumnQuality] = column(
        description="Every column of every table; about a hundred.", size=100
    )


@strawberry.type(description="One signal of the model.")
@backed_by(card.SignalInfo)
class SignalInfo:
    """One signal of the model."""

    signal: Signal = column(description="The signal.")
    weight: float = column(
        description="Its weight; the weights of the content add up to 1, and AUDIENCE has this "
        "one in the blend."
    )
    dimensions: int = column(description="How many columns it has.")


@strawberry.type(description="A figure of quality.")
@backed_by(card.Metric)
class Metric:
    """A figure of quality."""

    name: str = column(description="Mode and figure, e.g. `content ipw`.")
    value: float = column(description="Ours.")
    baseline: float | None = column(description="That of the model which this one replaces.")
    description: str = column(description="What it means.")


@strawberry.type(description="The KNN model being served.")
@backed_by(card.ModelCard)
class Model:
    """The KNN model being served."""

    version: str = column(description="Version of the model's design.")
    signals: list[SignalInfo] = column(description="What makes films alike; eleven.", size=11)
    metrics: list[Metric] = column(
        description="Measured by `evaluate`, e.g. recall@10 of collection siblings and coverage; "
        "empty until it ran.  In a catalog so large that neighbors are not found by comparing all "
        "films, `content neighbors_recall` and `blend neighbors_recall`, measured by the build.",
        size=30,
    )


@strawberry.type(description="Totals, provenance and model card.")
@backed_by(Context)
class Catalog:
    """Totals, provenance and model card."""

    movie_count: int = resolved(by=catalog.movie_count, description="Films, without adult ones.")
    person_count: int = resolved(by=catalog.person_count, description="People with a credit.")
    company_count: int = resolved(by=catalog.company_count, description="Production companies.")
    releases: int | None = resolved(
        by=catalog.releases,
        description='Films released in a month or on a weekday: `"enero"`, `"January"`, `"1"`; '
        '`"viernes"`, `"Friday"`.',
    )
    dataset: Dataset = resolved(by=catalog.dataset, description="What the catalog was built from.")
    model: Model = resolved(by=catalog.model, description="The model being served.")
