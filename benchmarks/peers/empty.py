"""A FastAPI app that does nothing, for what a server needs before it has a catalog."""

from __future__ import annotations

from fastapi import FastAPI

app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


@app.post("/graphql")
def graphql() -> dict[str, str]:
    """Answer anything."""
    return {"status": "empty"}
