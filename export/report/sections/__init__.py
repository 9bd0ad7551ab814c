"""The sections of the report, one file each, in the order of the page.

completeness.py     which columns of films have missing values
distributions.py    how popularity, votes, runtime and money are distributed
remarks.py          a remark about each distribution
money.py            what films cost and what they earned
calendar.py         when films come out
places.py           countries of production and original languages
genres.py           which genres there are, and how their shares have changed
correlations.py     which numbers of a film are correlated
outliers.py         films far from the rest
votes.py            how far mean votes vary, by the number of votes
titles.py           the words of titles
findings.py         what was wrong with the source, and what was done about it
recommender.py      the weights of the signals, and the evaluation
"""

from __future__ import annotations

from collections.abc import Callable

from export.report.data import ReportData
from export.report.figure import Section
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

SECTIONS: tuple[Callable[[ReportData], Section], ...] = (
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
