"""Fetches scripts that the site's theme takes from a CDN: `python -m docs.tools.scripts FOLDER`."""

import sys
from pathlib import Path

from deploy.page_files import PageFileError, fetch
from server.pages.page_files import PageFile

CDN = "https://unpkg.com/"
MERMAID = PageFile(
    CDN,
    "@mermaid-js/tiny@11.17.2",
    "dist/mermaid.tiny.js",
    "sha384-10s6o+N3M2s7dB3bn+t7QT0KKY4aJUPH3JgMK/M0DCc/C23fI5mm0h2dPQcRtVdd",
)
"""Draws diagrams."""
IFRAME_WORKER = PageFile(
    CDN,
    "iframe-worker@1.0.4",
    "shim/index.js",
    "sha384-i9+iFDjSij7H3I1LzwSMPOqE6pSMypPfz/ajWglOLHZEBweuwQ9GMvLA9g0FH0/h",
)
"""Lets the search run where the site is read from disk."""

if __name__ == "__main__":
    try:
        fetch([MERMAID, IFRAME_WORKER], Path(sys.argv[1]))
    except (PageFileError, OSError) as error:
        sys.exit(f"documentation: {error}")
