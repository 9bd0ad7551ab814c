"""What writes the pages that are made from the code, and the site."""

from pathlib import Path

DOCS = Path(__file__).parents[1]
"""Where the pages stand."""
