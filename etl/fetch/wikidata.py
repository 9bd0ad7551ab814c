"""Films of Wikidata from the Python package that has them, by pip, which checks the hash."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from etl.errors import FetchError

WIKIDATA = "wikidata"
TERMS = "Wikidata: CC0, without conditions"
WHEEL = "bokeh_sampledata-2026.1-py3-none-any.whl"
REQUIREMENT = (
    "bokeh_sampledata==2026.1 "
    "--hash=sha256:f40331a40ca30c64a1c1471835aad9006b61b0d9731a3f649ee8cbbf48d3822f"
)
PIP = (sys.executable, "-m", "pip")
MAX_REASON = 300
"""Letters of what pip says that an error shows."""


def fetch_wikidata(out: Path) -> Path:
    """Fetch the wheel into the folder `out`; one that is there is kept.

    Raises
    ------
    FetchError
        pip cannot get it, or what it gets has another hash.
    """
    wheel = out / WHEEL
    if wheel.is_file():
        return wheel
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out) as folder:
        listed = Path(folder) / "requirements.txt"
        listed.write_text(REQUIREMENT, "utf-8")
        options = ("--quiet", "--no-deps", "--disable-pip-version-check", "--require-hashes")
        command = (*PIP, "download", *options, "--dest", folder, "--requirement", str(listed))
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no part of it comes from outside
        if done.returncode:
            reason = " ".join(done.stderr.split())[-MAX_REASON:]
            raise FetchError("pip", reason or "it failed", "the package bokeh_sampledata 2026.1")
        (Path(folder) / WHEEL).replace(wheel)
    return wheel
