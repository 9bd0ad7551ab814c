"""What TMDB asks of those who use its data, whichever set it comes by."""

from __future__ import annotations

TMDB_TERMS = "The terms of TMDB."
TMDB = (
    "Data and images: The Movie Database (TMDB), by way of Kaggle. It neither endorses nor "
    "certifies this product. Mind its terms of use."
)
