"""Where nothing is published there is no page to answer with: the web server shows its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from complaints.intake.app import create_app
from complaints.intake.channel import Channel
from content import Catalog
from content.current import NoReleaseError


@pytest.mark.parametrize("path", ["/complaints/", "/complaints/new", "/elder/complaints/track"])
def test_it_is_answered_as_by_an_app_that_does_not_answer(app: Flask, path: str) -> None:
    def no_release() -> Catalog:
        raise NoReleaseError

    joined: Channel = app.extensions["channel"]
    client = create_app(replace(joined, catalog=no_release)).test_client()

    response = client.get(path)

    assert (response.status_code, response.text) == (502, "")
