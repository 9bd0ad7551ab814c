"""What a report says, against the films in plain Python."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from scipy.stats import spearmanr

from export.report.data import ReportData
from export.report.sections.recommender import recommender
from export.report.words import dollars, number, share
from model.card import Metric
from tests.export.report.conftest import UNMEASURED, Told, told
from tests.support.random_catalogs import (
    COUNTRIES,
    GENRES,
    LANGUAGES,
    Facts,
    Small,
)

COLUMNS = {
    "popularity": "popularity",
    "vote-count": "votes",
    "vote-average": "average",
    "runtime": "runtime",
    "budget": "budget",
    "revenue": "revenue",
    "return-ratio": "return_ratio",
}


def known(films: list[Facts], column: str) -> list[float]:
    return [value for film in films if (value := getattr(film, column))]


def quartiles(values: list[float]) -> Iterator[float]:
    """By the definition: linear between the two values around the place."""
    ordered = sorted(values)
    for part in (0.25, 0.5, 0.75):
        place = part * (len(ordered) - 1)
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        yield ordered[low] + (place - low) * (ordered[high] - ordered[low])


@pytest.mark.parametrize(("figure", "column"), COLUMNS.items())
def test_a_distribution_tells_its_quartiles(figure: str, column: str, largest: Told) -> None:
    values = known(largest.films, column)
    shown = dollars if figure in ("budget", "revenue") else number
    first, median, third = map(shown, quartiles(values))
    reading = largest.reading(figure)
    assert reading.startswith(f"Half of the {len(values)} films lie between {first} and {third}")
    assert f"the median at {median}." in reading
    assert largest.figures[figure].table["films"].sum() == len(values)


def test_the_remarks_are_of_the_films(largest: Told) -> None:
    films = largest.films
    runtimes = known(films, "runtime")
    assert f"{share(sum(80 <= r <= 120 for r in runtimes), len(runtimes))} run 80 to 120" in (
        largest.reading("runtime")
    )
    votes = known(films, "votes")
    assert f"{share(sum(v < 10 for v in votes), len(votes))} have fewer than 10 votes" in (
        largest.reading("vote-count")
    )
    assert f"of all {sum(votes):,} votes" in largest.reading("vote-count")
    returns = known(films, "return_ratio")
    lost = share(sum(r < 1 for r in returns), len(returns))
    assert f"{lost} earned less than they cost" in largest.reading("return-ratio")
    assert f"The mean is {statistics.mean(known(films, 'average')):.1f}." in (
        largest.reading("vote-average")
    )


def test_budget_against_revenue_counts_who_earns_it_back(largest: Told) -> None:
    both = [film for film in largest.films if film.return_ratio is not None]
    back = share(sum(film.return_ratio >= 1 for film in both), len(both))  # type: ignore[operator]
    reading = largest.reading("budget-revenue")
    assert reading.startswith(f"{back} of the {len(both)} films with a credible budget")
    sums = np.array([(film.budget, film.revenue) for film in both], dtype=float)
    rank = spearmanr(sums).statistic
    assert f"The rank correlation of the two is {rank:.2f}." in reading
    assert largest.figures["budget-revenue"].table["films"].sum() == len(both)


def test_missing_values_count_all_films(smalls: list[Small], largest: Told) -> None:
    small = smalls[-1]
    table = dict(largest.figures["missing"].table.rows())
    for column, name in {"budget": "budget", "runtime": "runtime", "poster path": "poster"}.items():
        assert table[column] == sum(getattr(film, name) is None for film in small.films)
    assert table["genres"] == sum(not film.genres for film in small.films)
    budget, revenue = (share(table[name], len(small.films)) for name in ("budget", "revenue"))
    assert f"Budget is unknown for {budget} and revenue for {revenue}" in largest.reading("missing")


def test_months_set_the_first_of_january_apart(largest: Told) -> None:
    days = [film.day for film in largest.films]
    vague = sum((day.month, day.day) == (1, 1) for day in days)
    january = sum(day.month == 1 for day in days)
    months = Counter(day.month for day in days if (day.month, day.day) != (1, 1))
    reading = largest.reading("months")
    assert f"January seems to have {january} film" in reading
    assert f"but {vague} of them ({share(vague, january)}) are dated 1 January" in reading
    place = 1 + sum(films > months[1] for films in months.values())
    assert f"it has {months[1]}, place {place} of the twelve" in reading
    assert largest.figures["months"].table["any other day"].sum() == len(days) - vague


def test_weekdays_leave_the_first_of_january_out(largest: Told) -> None:
    days = [f.day for f in largest.films if (f.day.month, f.day.day) != (1, 1)]
    weekdays = Counter(day.strftime("%A") for day in days)
    ((_, most),) = weekdays.most_common(1)
    found = re.match(r"(\w+) is the day of (\d+%) of the (\d+) films", largest.reading("weekdays"))
    assert found
    assert weekdays[found[1]] == most
    assert (found[2], int(found[3])) == (share(most, len(days)), len(days))


def test_trends_end_with_the_last_full_year(largest: Told) -> None:
    found = re.match(r"From (\d+) to (\d+) there are (\d+) film", largest.reading("years"))
    assert found
    first, last, films = map(int, found.groups())
    years = Counter(film.day.year for film in largest.films)
    assert first == min(years)
    assert films == sum(many for year, many in years.items() if year <= last)
    for year in range(last + 1, max(years) + 1):
        assert years[year] < sum(years[year - back] for back in range(1, 6)) / 5 / 2


@pytest.mark.parametrize(
    ("figure", "attribute", "names"),
    [("countries", "countries", COUNTRIES), ("genres", "genres", GENRES)],
)
def test_links_are_counted_by_film(
    figure: str, attribute: str, names: dict[Any, str], largest: Told
) -> None:
    counts = Counter(names[id] for film in largest.films for id in getattr(film, attribute))
    assert dict(largest.figures[figure].table.rows()) == counts
    linked = sum(bool(getattr(film, attribute)) for film in largest.films)
    ((_, most),) = counts.most_common(1)
    reading = largest.reading(figure)
    assert f"{most} of the {linked} films" in reading
    assert f"({share(most, linked)})" in reading


def test_languages_are_shares_of_the_films_with_one(largest: Told) -> None:
    counts = Counter(LANGUAGES[film.language] for film in largest.films if film.language)
    ((_, most),) = counts.most_common(1)
    assert largest.reading("languages").startswith(f"{share(most, counts.total())} of the films")
    assert dict(largest.figures["languages"].table.rows()) == counts


def test_correlations_are_those_of_scipy(largest: Told) -> None:
    rows = largest.figures["correlations"].table.to_dicts()
    attributes = {"vote count": "votes", "vote average": "average", "return": "return_ratio"}
    assert len(rows) > 10
    for row in rows:
        pairs = []
        for film in largest.films:
            values = [
                film.day.year if name == "year" else getattr(film, attributes.get(name, name))
                for name in (row["one"], row["other"])
            ]
            if None not in values:
                pairs.append(values)
        assert row["films"] == len(pairs)
        assert row["correlation"] == pytest.approx(spearmanr(*zip(*pairs, strict=True)).statistic)
    highest = max(rows, key=lambda row: row["correlation"])
    assert f"({highest['correlation']:.2f})".replace("-", "−") in largest.reading("correlations")


def test_outliers_lie_beyond_tukeys_fences(largest: Told) -> None:
    for row in largest.figures["outliers"].table.to_dicts():
        if row["number"] not in ("runtime", "budget"):
            continue
        values = np.array(known(largest.films, row["number"]))
        judged = values if row["number"] == "runtime" else np.log(values)
        low, _, high = quartiles(judged.tolist())
        width = 1.5 * (high - low)
        assert row["known"] == len(values)
        assert row["below"] == (judged < low - width).sum()
        assert row["above"] == (judged > high + width).sum()
        assert row["its value"] == values.max()


def test_words_count_once_for_a_title_and_articles_do_not(largest: Told) -> None:
    titles = [film.title for film in largest.films]
    expected = {
        word.lower(): titles.count(word) for word in ("Cold", "Zoo", "Älg") if word in titles
    }
    heat = sum(title in ("Heat", "The Heat") for title in titles)
    dogs = titles.count("A Dog")
    expected |= {word: many for word, many in (("heat", heat), ("dog", dogs)) if many}
    assert dict(largest.figures["frequent-words"].table.rows()) == expected
    word, many = max(expected.items(), key=lambda item: item[1])
    assert f"({many})" in largest.reading("words")
    assert word in largest.reading("words")
    words = [len(title.split()) for title in titles]
    assert f"A title has {statistics.mean(words):.1f} words" in largest.reading("frequent-words")


def test_findings_are_those_of_the_account(smalls: list[Small], largest: Told) -> None:
    found = smalls[-1].catalog.dataset.findings
    table = largest.figures["findings"].table
    assert sorted(table["rows"]) == sorted(finding.rows for finding in found)
    away = sum(finding.rows for finding in found if finding.severity.name == "DROPPED")
    assert f"turned away {away} row" in largest.reading("findings")


def test_a_model_that_nobody_measured_is_said_to_be_so(smalls: list[Small]) -> None:
    section = recommender(ReportData(smalls[-1].catalog, UNMEASURED))
    assert "has not been evaluated yet" in section.words
    assert [figure.name for figure in section.figures] == ["signals"]
    assert "2 content signals make two films similar; genre weighs most (60%)" in (
        section.figures[0].reading
    )


def test_the_metrics_are_told_beside_those_of_the_earlier_service(smalls: list[Small]) -> None:
    names = ("ipw", "collection", "popularity")
    metrics = [
        Metric(f"{mode} {name}", value, value / 4, "what it means")
        for mode, values in (
            ("content", (0.06, 0.8, 0.5)),
            ("taste", (0.08, 0.9, 0.5)),
            ("blend", (0.12, 0.8, 0.6)),
        )
        for name, value in zip(names, values, strict=True)
    ]
    figure = told(smalls[-1], metrics).figures["metrics"]
    assert (
        "content has 0.060, taste has 0.080 and blend has 0.120, the earlier service 0.015 (8 times"
        in (figure.reading)
    )
    assert (
        "By taste, the first ten include 90% of the films of the same collection" in figure.reading
    )
    assert set(figure.table["figure"]) == {"ipw", "collection"}
    assert figure.table.filter(figure.table["model"] == "earlier service")["value"].to_list() == (
        pytest.approx([0.015, 0.2])
    )


@pytest.mark.full
def test_catalogs_of_any_size_have_a_report(smalls: list[Small]) -> None:
    for small in smalls:
        figures = told(small).figures
        assert {"missing", "signals", "findings"} - figures.keys() <= {"findings"}
        for figure in figures.values():
            assert figure.reading.endswith("."), figure.name
            assert not re.search(r"\b(nan|inf|None)\b", figure.reading), figure.reading
