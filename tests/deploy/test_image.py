"""The image: built from the files that go into it by its own steps, and asked a query."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from server import mypyc_modules
from tests.deploy.image import Image
from tests.support.patience import wait_for
from tests.support.queries import HEAT
from tests.support.servers import ask

MODULE = "import main, server.endpoint.endpoint as endpoint; print(endpoint.__file__)"


@pytest.mark.live
@pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler")
def test_the_image_is_built_and_answers_with_compiled_modules(tmp_path: Path) -> None:
    image = Image(tmp_path)
    if not mypyc_modules.folder().exists():  # `make extensions` need not compile this code again
        compiled = image.path("/app/data/extensions")
        shutil.copytree(compiled, mypyc_modules.FOLDER, dirs_exist_ok=True)
    assert image.run("python", "-c", MODULE).stdout.endswith(".so\n")
    with image.serving(tmp_path / "log") as server:
        wait_for(lambda: server.ready() or not server.running)
        assert server.running, server.log
        assert ask(server, HEAT["query"])["data"] == {"movie": {"title": "Heat"}}
        assert image.run(*image.health_check).returncode == 0
