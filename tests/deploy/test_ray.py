"""The manifest for KubeRay: it can be read, and fits the code, the lock and the image."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from settings import ROOT, Settings

SERVICE = yaml.safe_load((ROOT / "deploy" / "ray.yaml").read_text())
CLUSTER = SERVICE["spec"]["rayClusterConfig"]
SERVE = yaml.safe_load(SERVICE["spec"]["serveConfigV2"])
(APP,) = SERVE["applications"]
(DEPLOYMENT,) = APP["deployments"]
GROUPS = [CLUSTER["headGroupSpec"], *CLUSTER["workerGroupSpecs"]]


def test_it_is_of_the_version_of_ray_that_is_locked() -> None:
    (locked,) = re.findall(
        r"^ray==(\S+)", (ROOT / "requirements-cluster.txt").read_text(), re.MULTILINE
    )
    assert CLUSTER["rayVersion"] == locked


def test_serve_finds_the_application_and_its_deployment() -> None:
    module, _, function = APP["import_path"].partition(":")
    code = (ROOT / module.replace(".", "/")).with_suffix(".py").read_text()
    assert f"def {function}(" in code
    assert f'name="{DEPLOYMENT["name"]}"' in code
    assert APP["args"].keys() == {"snapshots"}


def test_there_are_always_two_replicas_on_two_workers() -> None:
    scaling = DEPLOYMENT["autoscaling_config"]
    assert 2 <= scaling["min_replicas"] < scaling["max_replicas"]
    (workers,) = CLUSTER["workerGroupSpecs"]
    assert workers["minReplicas"] >= 2
    assert CLUSTER["headGroupSpec"]["rayStartParams"]["num-cpus"] == "0"


def test_every_setting_is_one() -> None:
    names = {name.removeprefix("REELGRAPH_").lower() for name in APP["runtime_env"]["env_vars"]}
    assert names <= set(Settings.model_fields)


@pytest.mark.parametrize("group", GROUPS, ids=["head", "workers"])
def test_no_pod_is_root(group: dict[str, Any]) -> None:
    spec = group["template"]["spec"]
    (container,) = spec["containers"]
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert container["securityContext"]["allowPrivilegeEscalation"] is False
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    user = spec["securityContext"]["runAsUser"]
    assert f"USER {user}:" in (ROOT / "deploy" / "Dockerfile.ray").read_text()


@pytest.mark.parametrize("group", GROUPS, ids=["head", "workers"])
def test_the_port_of_serve_is_open_and_memory_is_bounded(group: dict[str, Any]) -> None:
    (container,) = group["template"]["spec"]["containers"]
    ports = [port["containerPort"] for port in container["ports"]]
    assert SERVE["http_options"]["port"] in ports
    assert container["resources"]["limits"]["memory"]
    environment = {variable["name"]: variable.get("value") for variable in container["env"]}
    assert environment["RAY_USAGE_STATS_ENABLED"] == "0"
