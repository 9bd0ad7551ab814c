"""Write docs/report.md, the report of the sample for those who read the documentation."""

from __future__ import annotations

import html
from collections.abc import Sequence

from catalog.storage.snapshot import Snapshot
from docs.tools import DOCS
from export.report.cloud import Cloud
from export.report.data import ReportData
from export.report.figure import Figure, Section
from export.report.pictures import png, svg
from export.report.sections import SECTIONS

PAGE, FOLDER = DOCS / "report.md", DOCS / "report"
HEAD = """# The sample in charts

The output of `python main.py report`, here for the bundled sample of a few hundred films; this page
is written by `make generate`. The report itself is one HTML file that needs no network. It has a
light and a dark theme, the numbers behind each chart, and tooltips. To make one:

```sh
python main.py build data/sample
python main.py report --out report.html
```

`--png DIR` also writes each chart as PNG. `make report` installs the extra packages and writes
`data/report.html` (`REELGRAPH_REPORT` changes the path), which the server shows at `/report`.
"""


def sections(snapshot: Snapshot) -> list[Section]:
    """The sections of the report of a snapshot."""
    data = ReportData.of(snapshot)
    return [section(data) for section in SECTIONS]


def page(parts: Sequence[Section]) -> str:
    """The Markdown."""
    return HEAD + "".join(map(_section, parts))


def _section(section: Section) -> str:
    figures = "".join(
        f"\n### {figure.title}\n\n{_text(figure.reading)}\n\n"
        f"![{figure.title}]({FOLDER.name}/{file_name(figure)})\n"
        for figure in section.figures
    )
    return f"\n## {section.title}\n\n{_text(section.words)}\n{figures}"


def file_name(figure: Figure) -> str:
    """The name of its picture."""
    return f"{figure.name}.{'png' if isinstance(figure.chart, Cloud) else 'svg'}"


def _text(text: str) -> str:
    """Text that Markdown leaves as it is."""
    for special in "\\`*_[]|":
        text = text.replace(special, f"\\{special}")
    return html.escape(text, quote=False)


def write(snapshot: Snapshot) -> None:
    """Write the page and its pictures."""
    parts = sections(snapshot)
    FOLDER.mkdir(exist_ok=True)
    for figure in (figure for part in parts for figure in part.figures):
        file = FOLDER / file_name(figure)
        if isinstance(figure.chart, Cloud):
            file.write_bytes(png(figure))
        else:
            file.write_text(svg(figure) + "\n", "utf-8")
    PAGE.write_text(page(parts), "utf-8")
