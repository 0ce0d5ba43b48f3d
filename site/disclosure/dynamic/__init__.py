"""The dynamic public pages: a blueprint for each, registered once per edition."""

from disclosure.dynamic.app import create_public_app

__all__ = ["create_public_app"]
