"""What MkDocs does beside rendering `docs/`: pages for the project's other files, no CDN.

Pages link to files as they lie in the project, so that links work where the code is hosted. On
the site such a file is a page of its own: Markdown as it is, anything else as code.
"""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from docs.tools.scripts import IFRAME_WORKER, MERMAID

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "data" / "site"
"""What `make docs` fetched; a script that is not there comes from the theme's CDN."""
DOCS = "docs/"
ICON = "icon.svg"
ROOT_PAGES = {"README.md": "index.md", "README.es.md": "es.md", "CHANGELOG.md": "changelog.md"}
"""Where the pages of the project's root stand on the site."""
BLOCK = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<=\]\()(?!\w+:|#)[^)\s#]+")


@event_priority(100)  # before the plugin for reading from disk, which would ask a CDN
def on_config(config: MkDocsConfig) -> None:
    """Let the search run where there are no workers, as on a disk."""
    if (SCRIPTS / IFRAME_WORKER.name).is_file():
        config.extra["polyfills"] = [IFRAME_WORKER.name]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for every file outside `docs/` that a page leads to, and the scripts."""
    paths = [DOCS + file.src_uri for file in files.documentation_pages()] + list(ROOT_PAGES)
    for path in paths:  # which grows meanwhile
        text = _read(path)
        if not path.startswith(DOCS):
            files.append(_page(path, text, config))
        if path.endswith(".md"):
            found = (_target(path, link) for link in LINK.findall(BLOCK.sub("", text)))
            new = {target for target in found if not target.startswith(DOCS)}
            paths += sorted(new.difference(paths))
    files.append(File.generated(config, ICON, abs_src_path=str(ROOT / "web" / ICON)))
    for script in (MERMAID, IFRAME_WORKER):
        if (SCRIPTS / script.name).is_file():
            kept = str(SCRIPTS / script.name)
            files.append(File.generated(config, script.name, abs_src_path=kept))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Let the links of a page in `docs/` lead to pages of the site."""
    return markdown if page.file.generated_by else _moved(DOCS + page.file.src_uri, markdown)


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """Load Mermaid from the site where a page has diagrams; the theme would ask a CDN."""
    if 'class="mermaid"' not in output or not (SCRIPTS / MERMAID.name).is_file():
        return output
    address = relpath(MERMAID.name, dirname(page.file.dest_uri) or ".")
    return output.replace("</head>", f'<script src="{address}"></script></head>')


def _read(path: str) -> str:
    try:
        return (ROOT / path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"a page links to {path}, which is no text file of the project: {error}"
        raise PluginError(message) from error


def _page(path: str, text: str, config: MkDocsConfig) -> File:
    """Make the page of a file outside `docs/`; it need not stand in the navigation."""
    if path.endswith(".md"):
        text = _moved(path, text)
    else:
        language = Path(path).suffix.lstrip(".") or "text"
        text = f"# {Path(path).name}\n\n`{path}`\n\n````{language}\n{text.rstrip()}\n````\n"
    return File.generated(config, _place(path), content=text, inclusion=InclusionLevel.NOT_IN_NAV)


def _moved(path: str, text: str) -> str:
    """Text with links from where the page stands on the site; blocks of code are left alone."""

    def moved(link: re.Match[str]) -> str:
        return relpath(_place(_target(path, link[0])), dirname(_place(path)) or ".")

    parts = BLOCK.split(text)
    return "".join(part if n % 2 else LINK.sub(moved, part) for n, part in enumerate(parts))


def _target(path: str, link: str) -> str:
    """Where a link leads in the project."""
    return normpath(join(dirname(path), link))


def _place(path: str) -> str:
    """Where a file of the project stands on the site."""
    if path.startswith(DOCS):
        return path.removeprefix(DOCS)
    return ROOT_PAGES.get(path) or path.removesuffix(".md") + ".md"
