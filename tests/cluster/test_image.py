"""The image for KubeRay: built by the steps of both Dockerfiles, with what ray.yaml names in it."""

from __future__ import annotations

from pathlib import Path

import yaml

from settings import ROOT
from tests.deploy.image import Image, instructions

DEPLOY = ROOT / "deploy"
APPLICATION = """
import sys
from importlib import import_module

module, _, function = sys.argv[1].partition(":")
print(getattr(import_module(module), function)({"snapshots": sys.argv[2]}))
"""


def test_every_node_can_import_the_application_that_ray_serve_names(tmp_path: Path) -> None:
    image = Image(tmp_path, REQUIREMENTS="requirements-cluster.txt")
    base, *steps = instructions(DEPLOY / "Dockerfile.ray")
    assert base == ("FROM", "reelgraph-with-ray")
    image.follow(steps)
    service = yaml.safe_load((DEPLOY / "ray.yaml").read_text())["spec"]
    (application,) = yaml.safe_load(service["serveConfigV2"])["applications"]
    named = application["import_path"], application["args"]["snapshots"]
    done = image.run("python", "-c", APPLICATION, *named, folder=tmp_path)
    assert "Application object" in done.stdout, done.stderr[-2_000:]
