"""The words of titles."""

from __future__ import annotations

import polars as pl
from wordcloud import STOPWORDS

from export.report import theme
from export.report.cloud import Cloud
from export.report.data import ReportData
from export.report.figure import Figure, Section
from export.report.words import count, listed, plural, share

FOREIGN = frozenset(
    "das de del der des die du el en et il la las le les los lo no os un una une von vs".split()  # noqa: SIM905  # easier to read than a list of two dozen texts
)
"""Articles and the like of other languages; wordcloud knows the English ones."""
SMALL = frozenset(STOPWORDS) | FOREIGN
LETTERS = 2
"""A word is longer than this."""
IN_CLOUD, IN_BARS, NAMED = 120, 20, 3


def titles(data: ReportData) -> Section:
    """The most frequent words, as a cloud and as bars."""
    frame = data.frame
    rows = frequent(frame["title"])
    words = (
        "A word counts once per title; articles, pronouns and words of up to "
        f"{LETTERS} letters are left out."
    )
    if not len(rows):
        return Section("titles", "Words in titles", words, ())
    top = rows.head(NAMED).rows()
    reading = (
        "The most frequent words are "
        f"{listed(f'{word} ({count(films_)})' for word, films_ in top)}; the first is in "
        f"{share(top[0][1], len(frame))} of the {plural(len(frame), 'title')}."
    )
    cloud = Cloud.of(dict(rows.head(IN_CLOUD).rows()))
    shown = rows.head(IN_BARS)
    bars = theme.bars(shown, "word", "films", "films")
    figures = (
        Figure("words", "The words at a glance", reading, cloud, rows.head(IN_CLOUD), wide=True),
        Figure(
            "frequent-words", "The most frequent words", _lengths(frame), bars, shown, wide=True
        ),
    )
    return Section("titles", "Words in titles", words, figures)


def frequent(titles: pl.Series) -> pl.DataFrame:
    """How many titles have each word, the most frequent first: `word`, `films`."""
    words = titles.str.to_lowercase().str.extract_all(r"\p{L}[\p{L}’']*").list.unique()
    each = words.explode().drop_nulls().alias("word")
    counted = each.filter((each.str.len_chars() > LETTERS) & ~each.is_in(list(SMALL)))
    return counted.value_counts(name="films").sort(["films", "word"], descending=[True, False])


def _lengths(frame: pl.DataFrame) -> str:
    lengths = frame.select("title", pl.col("title").str.split(" ").list.len().alias("words"))
    one = int((lengths["words"] == 1).sum())
    longest = lengths.with_columns(pl.col("title").str.len_chars().alias("letters"))
    film = longest.sort("letters", descending=True, maintain_order=True).row(0, named=True)
    return (
        f"A title has {lengths['words'].to_numpy().mean():.1f} words on average; "
        f"{share(one, len(frame))} are a single word. "
        f"The longest has {film['letters']} characters: {film['title']}."
    )
