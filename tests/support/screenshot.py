"""Take the README's picture: `python -m tests.support.screenshot URL OUT.png`."""

import sys
from pathlib import Path

from tests.support.chromium import (
    answer,
    offline_page,
    open_graphiql,
    run_query,
)


def screenshot(url: str, out: Path) -> None:
    """Run the first of the ready tabs in GraphiQL and save what a reader would see."""
    with offline_page() as offline:
        page = offline.page
        open_graphiql(offline, url)
        page.get_by_role("tab", name="SimilarFilms").click()
        run_query(page)
        answer(page).get_by_text('"results"').wait_for()
        page.mouse.move(900, 790)
        page.wait_for_timeout(500)  # the button's animation
        page.screenshot(path=out)


if __name__ == "__main__":
    screenshot(sys.argv[1], Path(sys.argv[2]))
