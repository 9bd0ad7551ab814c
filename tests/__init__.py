"""Tests of the modules as they are, or of what was compiled: REELGRAPH_EXTENSIONS=true."""

import os

import pytest

from server import mypyc_modules

EXTENSIONS = os.environ.setdefault("REELGRAPH_EXTENSIONS", "false") == "true"
if EXTENSIONS:
    assert mypyc_modules.activate(), "make extensions makes them"
IRREPLACEABLE = "extensions call functions that nobody can replace"
replaces = pytest.mark.skipif(EXTENSIONS, reason=IRREPLACEABLE)
"""For tests that put another function in the place of one of ours."""
