"""What there is to see of a snapshot, one file a subject, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable

from report.figure import Section
from report.films import Films
from report.sections.calendar import calendar
from report.sections.completeness import completeness
from report.sections.correlations import correlations
from report.sections.distributions import distributions
from report.sections.findings import findings
from report.sections.genres import genres
from report.sections.money import money
from report.sections.outliers import outliers
from report.sections.places import places
from report.sections.recommender import recommender
from report.sections.titles import titles

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
