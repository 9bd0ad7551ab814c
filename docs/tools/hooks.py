"""MkDocs hooks: bring files from outside `docs/` to the site, and load nothing from a CDN.

Pages link to files of the project by relative path, so the links work where the code is hosted.
On the site, a linked Markdown file becomes a page. Any other file, such as a module, is copied
as it is: the link opens it, but it is no page and search does not find it.
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
"""Scripts that `make docs` fetched; a missing one is loaded from the theme's CDN."""
DOCS = "docs/"
ICON = "icon.svg"
ROOT_PAGES = {"README.md": "index.md", "README.es.md": "es.md", "CHANGELOG.md": "changelog.md"}
"""Pages of the project's root, and their names on the site."""
BLOCK = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<=\]\()(?!\w+:|#)[^)\s#]+")


@event_priority(100)  # before the offline plugin, which would name a CDN
def on_config(config: MkDocsConfig) -> None:
    """Let search run from disk, where browsers allow no workers."""
    if (SCRIPTS / IFRAME_WORKER.name).is_file():
        config.extra["polyfills"] = [IFRAME_WORKER.name]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every file outside `docs/` that a page links to, and the scripts."""
    paths = [DOCS + file.src_uri for file in files.documentation_pages()] + list(ROOT_PAGES)
    for path in paths:  # the list grows while linked files are found
        if not path.endswith(".md"):
            files.append(_copy(path, config))
            continue
        text = _read(path)
        if not path.startswith(DOCS):
            files.append(_page(path, text, config))
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
    """Rewrite the links of a page in `docs/` for the site."""
    return markdown if page.file.generated_by else _moved(DOCS + page.file.src_uri, markdown)


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """Load Mermaid from the site on pages with diagrams; the theme would use a CDN."""
    if 'class="mermaid"' not in output or not (SCRIPTS / MERMAID.name).is_file():
        return output
    address = relpath(MERMAID.name, dirname(page.file.dest_uri) or ".")
    return output.replace("</head>", f'<script src="{address}"></script></head>')


def _read(path: str) -> str:
    try:
        return (ROOT / path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PluginError(f"a page links to {path}, which cannot be read: {error}") from error


def _page(path: str, text: str, config: MkDocsConfig) -> File:
    """Make a page of a Markdown file outside `docs/`; it may be absent from the navigation."""
    return File.generated(
        config, _place(path), content=_moved(path, text), inclusion=InclusionLevel.NOT_IN_NAV
    )


def _copy(path: str, config: MkDocsConfig) -> File:
    """Copy a file to the site under its own path."""
    if not (ROOT / path).is_file():
        raise PluginError(f"a page links to {path}, which is not a file of the project")
    return File.generated(config, _place(path), abs_src_path=str(ROOT / path))


def _moved(path: str, text: str) -> str:
    """Rewrite a page's links for its place on the site; code blocks stay as they are."""

    def moved(link: re.Match[str]) -> str:
        return relpath(_place(_target(path, link[0])), dirname(_place(path)) or ".")

    parts = BLOCK.split(text)
    return "".join(part if n % 2 else LINK.sub(moved, part) for n, part in enumerate(parts))


def _target(path: str, link: str) -> str:
    """Return the path in the project that a link leads to."""
    return normpath(join(dirname(path), link))


def _place(path: str) -> str:
    """Return the path on the site of a file of the project."""
    return ROOT_PAGES.get(path) or path.removeprefix(DOCS)
