"""What there is to see of a snapshot, one file a subject, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable

from export.report.figure import Section
from export.report.films import Films
from export.report.sections.calendar import calendar
from export.report.sections.completeness import completeness
from export.report.sections.correlations import correlations
from export.report.sections.distributions import distributions
from export.report.sections.findings import findings
from export.report.sections.genres import genres
from export.report.sections.money import money
from export.report.sections.outliers import outliers
from export.report.sections.places import places
from export.report.sections.recommender import recommender
from export.report.sections.titles import titles

SECTIONS: tuple[Callable[[Films], Section], ...] = (
    completeness,
    distributions,
    money,
    calendar,
    places,
    genres,
    correlations,
    outliers,
    titles,
    findings,
    recommender,
)
