"""Past one machine: builds and servers on a Ray cluster, snapshots in object storage."""
