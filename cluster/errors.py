"""What can be wrong with a cluster and with object storage.

ClusterError
├── ExtraMissing       a library of the extra is not installed
├── NoCluster          no cluster at this address
├── NodeDiffers        a node has other code or other libraries
└── BucketError        the bucket cannot be reached, or refuses
    ├── BucketEmpty    it holds no current snapshot
    └── ObjectCorrupt  an object is missing, cut off or changed
"""

from __future__ import annotations


class ClusterError(Exception):
    """Any fault beyond this machine."""


class ExtraMissing(ClusterError):
    """The extra `[cluster]` is not installed."""

    def __init__(self, wish: str, library: str) -> None:
        super().__init__(
            f"{wish} needs {library}, which is not installed here; `make cluster` installs it "
            "into .cluster, then use `.cluster/bin/python main.py …`"
        )


class NoCluster(ClusterError):
    """Nothing answers at the address, or it is not one."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            f"--cluster {address}: no Ray cluster ({reason}); expected auto, host:port of a "
            "cluster that this machine is a node of, or ray://host:port"
        )


class NodeDiffers(ClusterError):
    """What a node would compute might differ from what this machine computes."""

    def __init__(self, node: str, mine: str, theirs: str) -> None:
        super().__init__(
            f"node {node}: expected code and libraries {mine}, found {theirs}; install "
            "requirements-cluster.txt of this version on every node"
        )


class BucketError(ClusterError):
    """A request to object storage failed."""

    def __init__(self, address: str, reason: object) -> None:
        super().__init__(f"{address}: {str(reason).splitlines()[0]}")


class BucketEmpty(BucketError):
    """No snapshot was uploaded yet."""

    def __init__(self, address: str) -> None:
        super().__init__(
            address,
            f"no snapshot here; `python main.py build --snapshots {address}` sends one",
        )


class ObjectCorrupt(BucketError):
    """An object is not what the manifest says."""

    def __init__(self, address: str, expected: object, found: object) -> None:
        super().__init__(address, f"expected {expected}, found {found}")
