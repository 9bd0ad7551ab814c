"""Transformers that several signals share."""
