"""The app on Ray Serve: replicas without state, each of which follows the snapshots by itself.

``serve run cluster.serve:application snapshots=…`` deploys it, and so does KubeRay.
"""

from __future__ import annotations

import os
from pathlib import Path

from fastapi import FastAPI
from pydantic import BaseModel
from ray import serve
from ray.serve import Application

from cluster.mirror import Mirror
from server.app import create_app
from server.observe import logs, metrics
from server.process import SHUTDOWN_SECONDS
from settings import Settings


class Options(BaseModel, extra="forbid"):
    """What `args` of the configuration of Serve may say."""

    snapshots: str


class Replica:
    """A process that answers; Serve sends it the requests of all its proxies.

    Parameters
    ----------
    snapshots
        Folder of the snapshots, or ``s3://bucket/prefix``, of which each machine keeps a copy.
    """

    def __init__(self, snapshots: str) -> None:
        settings = Settings(snapshots=Path(snapshots))
        logs.configure(settings.log_format)
        if mirror := Mirror.of(settings.snapshots, settings.cache):
            mirror.follow()
            settings = settings.model_copy(update={"snapshots": mirror.folder})
        os.environ.pop(metrics.FOLDER_VARIABLE, None)  # no supervisor: metrics are of one replica
        self._settings = settings

    def __serve_build_asgi_app__(self) -> FastAPI:
        self._app = create_app(self._settings)
        return self._app

    def check_health(self) -> None:
        """Let Serve start another replica where this one's snapshot is damaged."""
        if damage := self._app.state.current_snapshot.damage:
            raise RuntimeError(damage)


def application(args: dict[str, str]) -> Application:
    """What Serve deploys; how many replicas there are is in its configuration."""
    options = Options.model_validate(args)
    deployment = serve.deployment(
        serve.ingress()(Replica),
        name="Reelgraph",
        max_ongoing_requests=Settings().max_in_flight,
        graceful_shutdown_timeout_s=SHUTDOWN_SECONDS,
        health_check_period_s=5,
        autoscaling_config={"min_replicas": 1, "max_replicas": 16, "target_ongoing_requests": 8},
        ray_actor_options={"num_cpus": 1},  # a fraction leaves builds too little of a CPU
    )
    return deployment.bind(options.snapshots)
