"""The files for deployment: they can be read, fit each other and name what is there."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from main import app
from settings import ROOT, Settings
from tests.deploy.image import admitted, instructions

DEPLOY = ROOT / "deploy"
COMPOSE = ROOT / "compose.yaml"
TEXTS = sorted(
    file for file in [*DEPLOY.iterdir(), COMPOSE] if file.is_file() and file.suffix != ".py"
)


def last(word: str) -> str:
    """What follows the last such instruction."""
    return [rest for name, rest in instructions() if name == word][-1]


def read(file: Path) -> Any:
    """A YAML file of one document."""
    return yaml.safe_load(file.read_text())


def test_the_image_has_two_stages_of_one_python_and_only_the_first_installs() -> None:
    """Extensions are compiled for exactly one Python."""
    words = [word for word, _ in instructions()]
    second = len(words) - words[::-1].index("FROM")
    assert words.count("FROM") == 2
    assert last("FROM") == instructions()[words.index("FROM")].rest.partition(" AS ")[0]
    assert not any("pip " in rest or "apt-get " in rest for _, rest in instructions()[second:])


def test_the_image_installs_what_is_locked_by_its_hashes() -> None:
    installs = [rest for word, rest in instructions() if word == "RUN" and "pip install" in rest]
    assert [install.rpartition(" ")[2] for install in installs] == [
        "requirements.txt",
        "requirements-extensions.txt",
    ]
    assert all("--require-hashes" in install for install in installs)


def test_the_image_runs_as_a_user_that_is_not_root() -> None:
    user, _, group = last("USER").partition(":")
    assert int(user) >= 1_000
    assert int(group) >= 1_000
    pod = next(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text()))["spec"]["template"]
    assert pod["spec"]["securityContext"]["runAsUser"] == int(user)
    assert pod["spec"]["securityContext"]["runAsNonRoot"] is True


def test_the_server_is_started_without_a_shell() -> None:
    command = json.loads(last("CMD"))
    assert command == ["python", "main.py", "serve"]
    assert "ENTRYPOINT" not in [word for word, _ in instructions()]


def test_the_health_check_asks_whether_the_server_is_ready() -> None:
    _, _, command = last("HEALTHCHECK").partition("CMD ")
    program, option, script = json.loads(command)
    assert (program, option) == ("python", "-c")
    assert "/readyz" in script
    compile(script, "HEALTHCHECK", "exec")


def test_the_image_sets_what_the_settings_know() -> None:
    names = re.findall(r"(REELGRAPH_\w+)=", last("ENV"))
    assert set(names) == {"REELGRAPH_HOST", "REELGRAPH_SNAPSHOTS"}
    assert {name.removeprefix("REELGRAPH_").lower() for name in names} <= set(Settings.model_fields)


def test_what_goes_into_the_image_is_there() -> None:
    lines = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    named = {line[1:] for line in lines if line.startswith("!")}
    assert "*" in lines
    assert [name for name in named if not (ROOT / name).exists()] == []
    files = {str(file) for file in admitted()}
    assert {"main.py", "web/index.html", "data/sample/credits.csv"} <= files
    assert not any("__pycache__" in file or file.startswith("tests/") for file in files)


def test_every_room_that_is_served_goes_into_the_image() -> None:
    lines = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    rooms = set(project["tool"]["importlinter"]["root_packages"]) - {"benchmarks"}
    rooms |= {"main.py", "build.py", "settings.py", "pyproject.toml"}
    assert {f"!{room}" for room in rooms} <= set(lines)


@pytest.mark.parametrize("service", ["server", "nginx", "build"])
def test_every_service_is_hardened(service: str) -> None:
    found = read(COMPOSE)["services"][service]
    assert found["read_only"] is True
    assert found["cap_drop"] == ["ALL"]
    assert found["security_opt"] == ["no-new-privileges:true"]
    assert [mount.partition(":")[0] for mount in found["tmpfs"]] == ["/tmp"]
    assert not found.get("privileged")


def test_compose_names_files_that_exist() -> None:
    services = read(COMPOSE)["services"]
    build = services["server"]["build"]
    context = ROOT / build["context"]
    assert (context / build["dockerfile"]).is_file()
    assert (context / "requirements.txt").is_file()
    configuration, _, _ = services["nginx"]["volumes"][0].partition(":")
    assert (ROOT / configuration).is_file()
    assert "${SOURCE:-./data/sample}:/source:ro" in services["build"]["volumes"]


def test_the_server_reads_its_snapshots_and_the_build_writes_them() -> None:
    services = read(COMPOSE)["services"]
    assert "snapshots:/snapshots:ro" in services["server"]["volumes"]
    assert "snapshots:/snapshots" in services["build"]["volumes"]
    assert "ports" not in services["server"]


def test_compose_starts_several_workers_since_a_single_one_is_replaced_by_nobody() -> None:
    environment = read(COMPOSE)["services"]["server"]["environment"]
    assert environment["REELGRAPH_WORKERS"] == "${WORKERS:-2}"


def test_nginx_finds_the_server_under_the_name_that_compose_gives_it() -> None:
    configuration = (DEPLOY / "nginx.conf").read_text()
    (upstream,) = re.findall(r"^\s*server (\w+):(\d+);", configuration, re.MULTILINE)
    services = read(COMPOSE)["services"]
    assert upstream[0] in services
    assert f"PORT={upstream[1]}" in last("ENV")
    assert services["nginx"]["ports"][0].endswith(
        ":" + re.findall(r"listen (\d+);", configuration)[0]
    )


def test_render_builds_from_the_lock_and_serves_on_its_port() -> None:
    (service,) = read(DEPLOY / "render.yaml")["services"]
    assert service["runtime"] == "python"
    assert service["buildCommand"].startswith("pip install --require-hashes -r requirements.txt &&")
    assert service["healthCheckPath"] == "/readyz"
    start = shlex.split(service["startCommand"])
    assert start == ["exec", "python", "main.py", "serve", "--host", "0.0.0.0", "--port", "$PORT"]


def test_render_is_given_a_whole_version_of_python_that_is_the_one_of_the_image() -> None:
    """It refuses one without its last part."""
    (service,) = read(DEPLOY / "render.yaml")["services"]
    version = {each["key"]: each.get("value") for each in service["envVars"]}["PYTHON_VERSION"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert ("ARG", f"PYTHON={version.rpartition('.')[0]}") in instructions()


def test_kubernetes_sets_no_variable_of_ours() -> None:
    """It would, for a service of our name: REELGRAPH_PORT=tcp://…"""
    documents = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text()))
    assert documents[0]["spec"]["template"]["spec"]["enableServiceLinks"] is False


def test_kubernetes_probes_what_the_server_serves() -> None:
    documents = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text()))
    assert [document["kind"] for document in documents] == [
        "Deployment",
        "Service",
        "PodDisruptionBudget",
    ]
    (container,) = documents[0]["spec"]["template"]["spec"]["containers"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    alive = container["livenessProbe"]
    assert alive["httpGet"]["path"] == "/healthz"
    assert alive["periodSeconds"] * alive["failureThreshold"] <= 30
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert set(container["resources"]["requests"]) == {"cpu", "memory"}


def test_the_job_of_kubernetes_is_a_command_that_there_is_and_writes_to_volumes_alone() -> None:
    claim, job = yaml.safe_load_all((DEPLOY / "kubernetes-data.yaml").read_text())
    pod = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    program, file, command, *options = container["command"]
    assert (program, file) == ("python", "main.py")
    parser = get_command(app).commands[command]  # type: ignore[attr-defined]  # a group
    given = parser.make_context(command, options).params
    mounted = {each["mountPath"] for each in container["volumeMounts"]}
    assert {given["once"], *mounted} == {True, "/snapshots", "/tmp"}
    assert str(given["out"]).startswith("/tmp/")
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    volume = pod["volumes"][0]["persistentVolumeClaim"]["claimName"]
    assert volume == claim["metadata"]["name"]
    assert job["spec"]["concurrencyPolicy"] == "Forbid"


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: str(file.name))
def test_no_file_names_a_registry_or_a_folder_of_somebodys_machine(file: Path) -> None:
    text = file.read_text()
    assert not re.search(r"registry|(?:docker|ghcr|quay)\.io|/(?:home|root|Users)/", text)


def test_the_lock_of_the_clients_names_no_registry() -> None:
    lock = json.loads((ROOT / "tests/clients/package-lock.json").read_text())
    packages = [package for path, package in lock["packages"].items() if path]
    assert len(packages) > 50
    assert all("resolved" not in package for package in packages)
    assert all(package["integrity"].startswith("sha512-") for package in packages)
