"""Things that a source knows by name alone: parts of names put together, and numbers made of names.

A source that joins names by ", " cuts names that contain it ("Warner Bros. Pictures, Inc.").  The
other rows of the source show which parts belong together.  Of the 391 such names of companies in
The Movies Dataset this finds four of five, and in 70,000 takes two pairs of companies for one name.
"""

from __future__ import annotations

import hashlib

import polars as pl

from catalog.dataset import Finding
from catalog.enums import Severity
from etl.tables.links import KEYWORD, Link
from etl.validation import OWNER

FIRST_NUMBER = 2**62
"""The numbers made of names lie from here on, above any number of TMDB and below 2^63."""
TAIL = (
    r"^(?i:inc|incorporated|ltd|limited|l\.?l\.?c|llp|l\.?p|corp|co|gmbh|plc|pty|k\.?k|oy|a/s|"
    r"s\.?a|s\.?a\.?s|s\.?l|s\.?l\.?u|s\.?p\.?a|s\.?r\.?l|s\.?v|a\.?i\.?e|b\.?v|n\.?v|p\.?c|"
    r"jr|sr|the|le|la|el|les)\.?(?: \(.*\))?$"
)
"""What a name of a company or person ends with after a comma: its legal form, an article, "Jr."."""
MAX_FIRST = 0.01
"""The share of its mentions in which a tail may be the first of a cell; above, it is a name."""
MIN_TOGETHER = 8
"""How often a keyword must be there, each time with the same one after it, to be a part of it."""


def identified(
    mentions: pl.DataFrame, table: str, link: Link
) -> tuple[pl.DataFrame, list[Finding]]:
    """The mentions of a kind of thing, whole, and with a number where the source has a name only.

    Parameters
    ----------
    mentions
        One row for each name, in the order of the cells, as `links.links` makes them; the key is
        null where the source has no number.
    table
        What to call them in the finding.

    Returns
    -------
    mentions
        With the names whole, so perhaps fewer; no number is null where there is a name.
    findings
        How many names were put together, and one of them, if any were.
    """
    key, findings = link.thing, list[Finding]()
    after = pl.col(OWNER) == pl.col(OWNER).shift(1)
    parts = mentions.with_columns(after.fill_null(value=False).alias("after"))
    belongs = _pairs(parts) if link is KEYWORD else _tails(parts)
    parts = parts.with_columns(belongs.alias("belongs"))
    if parts["belongs"].any():
        names = pl.col("name").str.join(", ")
        parts = (
            parts.group_by((~pl.col("belongs")).cum_sum().alias("at"), maintain_order=True)
            .agg(names, pl.exclude("name", "at").first(), pl.len().alias("parts"))
            .with_columns(pl.when(pl.col("parts") == 1).then(key).alias(key))
        )
        put = parts.filter(pl.col("parts") > 1)["name"]
        rule = "names that were cut at a comma are put together"
        findings.append(Finding(table, rule, Severity.REPAIRED, len(put), put[0]))
    whole = parts.select(mentions.columns)
    return whole.with_columns(pl.coalesce(key, numbers(whole["name"])).alias(key)), findings


def numbers(names: pl.Series) -> pl.Series:
    """A number for each name, the same in every build.

    Among a million names, the odds that any two share a number are 1 in 9 million.
    """
    distinct = names.drop_nulls().unique()
    made = [
        FIRST_NUMBER + (int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest()) >> 2)
        for name in distinct.to_list()
    ]
    return names.replace_strict(distinct, pl.Series(made, dtype=pl.Int64), default=None)


def _tails(parts: pl.DataFrame) -> pl.Series:
    """Which parts end the name before them, because none of that name is ever first in a cell."""
    candidates = parts.select("name", "after", tail=pl.col("name").str.contains(TAIL))
    tails = (
        candidates.filter("tail")
        .group_by("name")
        .agg((~pl.col("after")).mean().alias("first"))
        .filter(pl.col("first") <= MAX_FIRST)
    )
    return candidates.select(pl.col("after") & pl.col("name").is_in(tails["name"].implode()))[
        "after"
    ].fill_null(value=False)


def _pairs(parts: pl.DataFrame) -> pl.Series:
    """Which parts always come after the same one, which is there often enough, and never alone."""
    before = pl.when("after").then(pl.col("name").shift(1))
    pairs = parts.select(before.alias("before"), "name")
    counts = parts.group_by("name").agg(pl.len().alias("all")).rename({"name": "before"})
    together = (
        pairs.drop_nulls()
        .group_by("before", "name")
        .agg(pl.len().alias("together"))
        .filter(pl.col("together") >= MIN_TOGETHER)
        .join(counts, on="before")
        .filter(pl.col("together") == pl.col("all"))
        .select("before", "name", belongs=pl.lit(value=True))
    )
    found = pairs.join(together, on=["before", "name"], how="left", maintain_order="left")
    return found["belongs"].fill_null(value=False)
