"""Beyond one machine: builds and servers on a Ray cluster, snapshots in object storage.

build.py         a build whose work is done on a Ray cluster
connection.py    how this machine connects to a Ray cluster
serve.py         the app on Ray Serve
bucket.py        snapshots in object storage
mirror.py        the local copy of a bucket, which a server opens
extra.py         libraries that only these files need
errors.py        what can be wrong
"""
