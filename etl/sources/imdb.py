"""IMDb's non-commercial data sets: titles, credits and people for the films of another source.

Every file is one of lines with tabs, compressed; see `etl/sources/files.py`.
"""

from __future__ import annotations

import polars as pl

from etl.sources.declaration import File, Rows, Source
from etl.sources.raw import OVERFLOW, PERSON_FACTS, PRINCIPALS, TITLES

AKAS = (
    *("titleId", "ordering", "title", "region", "language", "types", "attributes"),
    "isOriginalTitle",
)
PRINCIPAL_COLUMNS = ("tconst", "ordering", "nconst", "category", "job", "characters")
CREW = ("tconst", "directors", "writers")
NAMES = (
    *("nconst", "primaryName", "birthYear", "deathYear", "primaryProfession"),
    "knownForTitles",
)
REGIONS = {
    **dict.fromkeys(("CSHH", "XCZ"), "XC"),
    "CSXX": "CS",
    "DDDE": "XG",
    "SUHH": "SU",
    **dict.fromkeys(("YUCS", "XYU"), "YU"),
    "BUMM": "MM",
    "VDVN": "VN",
    "XKO": "KR",
    "XKV": "XK",
    "ZRCD": "CD",
}
"""Regions that IMDb writes in another way than TMDB does countries; most of these are no more."""
NO_COUNTRY = r"^X[A-Z]{2}$"
"""Regions that are no country, such as XWW, the world, and XEU, Europe."""
LANGUAGES = {"cmn": "zh", "yue": "cn"}
"""Languages with a code of three letters there, and with one of two at TMDB."""
PSEUDO_LANGUAGE = r"^q[a-t][a-z]$"
"""Codes of IMDb's own, for titles in two languages at once and the like."""
_SEPARATOR = "\x02"
"""What stands between several types of a title."""


def _titles(rows: pl.DataFrame) -> pl.DataFrame:
    region = pl.col("region").replace(REGIONS)
    language = pl.col("language").replace(LANGUAGES)
    return rows.select(
        pl.col("titleId").alias("imdb_id"),
        "title",
        pl.when(~region.str.contains(NO_COUNTRY)).then(region).alias("country"),
        pl.when(~language.str.contains(PSEUDO_LANGUAGE)).then(language).alias("language"),
        pl.when(pl.col("isOriginalTitle") == "1")
        .then(pl.lit("original"))
        .otherwise(pl.col("types").str.split(_SEPARATOR).list.first())
        .alias("kind"),
        pl.col("attributes").str.replace_all(_SEPARATOR, ", ", literal=True).alias("note"),
        "ordering",
        OVERFLOW,
    ).select(*TITLES, OVERFLOW)


def _principals(rows: pl.DataFrame) -> pl.DataFrame:
    columns = dict(zip(PRINCIPAL_COLUMNS, PRINCIPALS, strict=True))
    return rows.rename(columns).select(*PRINCIPALS, OVERFLOW)


def _crew(rows: pl.DataFrame) -> pl.DataFrame:
    """A row for each director and each writer."""
    jobs = [
        rows.select(
            pl.col("tconst").alias("imdb_id"),
            pl.col(column).str.split(",").alias("person"),
            pl.lit(category).alias("category"),
            OVERFLOW,
        )
        for column, category in (("directors", "director"), ("writers", "writer"))
    ]
    nothing = [pl.lit(None, pl.String).alias(name) for name in ("ordering", "job", "characters")]
    each = pl.concat(jobs).drop_nulls("person").explode("person")
    return each.with_columns(nothing).select(*PRINCIPALS, OVERFLOW)


def _people(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.rename(dict(zip(NAMES, PERSON_FACTS, strict=True))).select(*PERSON_FACTS, OVERFLOW)


SOURCE = Source(
    format="imdb",
    name="IMDb",
    terms="For personal and non-commercial use.",
    attribution="Titles and credits in the form of IMDb's data sets: information courtesy of IMDb.",
    files={
        "akas": File(
            ("title.akas.tsv",),
            AKAS,
            optional=("ordering", "types", "attributes", "isOriginalTitle"),
            without="films have a title and an original title, and no others",
            marks=("titleId", "region", "language"),
        ),
        "principals": File(
            ("title.principals.tsv",),
            PRINCIPAL_COLUMNS,
            optional=("job", "characters"),
            without="no credits come from it",
            marks=("tconst", "nconst", "category"),
        ),
        "crew": File(
            ("title.crew.tsv",),
            CREW,
            without="directors and writers are those of title.principals.tsv",
            marks=CREW,
        ),
        "names": File(
            ("name.basics.tsv",),
            NAMES,
            optional=NAMES[2:],
            without="nothing is known of people but their names",
            marks=("nconst", "primaryName"),
        ),
    },
    titles=Rows("akas", _titles),
    principals=(Rows("principals", _principals), Rows("crew", _crew)),
    people=Rows("names", _people),
)
