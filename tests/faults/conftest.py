"""The clinic of the storage tests, for trials that damage it."""

from storage.conftest import db, path, patient

__all__ = ["db", "path", "patient"]
