"""The catalog with ratings, which has a model card."""

from tests.schema.conftest import evaluated

__all__ = ["evaluated"]
