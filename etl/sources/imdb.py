"""IMDb's non-commercial data sets: titles by country and language for the films of another source.

Every file is one of lines with tabs, compressed; see `etl/sources/files.py`.
"""

from __future__ import annotations

import polars as pl

from etl.sources.declaration import File, Rows, Source
from etl.sources.raw import OVERFLOW, TITLES

AKAS = (
    *("titleId", "ordering", "title", "region", "language", "types", "attributes"),
    "isOriginalTitle",
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


SOURCE = Source(
    format="imdb",
    files={
        "akas": File(
            ("title.akas.tsv",),
            AKAS,
            optional=("ordering", "types", "attributes", "isOriginalTitle"),
            without="films have a title and an original title, and no others",
            marks=("titleId", "region", "language"),
        ),
    },
    titles=Rows("akas", _titles),
)
