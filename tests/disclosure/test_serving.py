"""The trial server answers as a web server would: files, stand-ins, help for dead links."""

from __future__ import annotations

from pathlib import Path

import pytest
from werkzeug.test import Client, TestResponse

from disclosure.serving import FrozenSite


@pytest.fixture
def client(frozen: Path) -> Client:
    """Give a client of the frozen sample."""
    return Client(FrozenSite(frozen))


def text(response: TestResponse) -> str:
    return response.get_data(as_text=True)


def test_a_page_is_served(client: Client) -> None:
    response = client.get("/institutions/100012/")

    assert response.status_code == 200
    assert "柳荫颐养院" in text(response)


def test_a_forgotten_slash_is_added(client: Client) -> None:
    response = client.get("/institutions/100012")

    assert (response.status_code, response.headers["Location"]) == (301, "/institutions/100012/")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/search?q=x", "搜索暂时不能使用"),
        ("/compare?id=100012", "比一比暂时不能使用"),
        ("/complaints/new?institution=100012", "投诉和查进度暂时不能使用"),
        ("/elder/complaints/", "投诉和查进度暂时不能使用"),
    ],
)
def test_a_dynamic_address_without_its_app_gets_its_stand_in(
    client: Client, path: str, title: str
) -> None:
    response = client.get(path)

    assert response.status_code == 503
    assert title in text(response)
    assert ("elder" in path) == ('class="elder"' in text(response))


def test_a_dead_link_is_helped_in_its_own_edition(client: Client) -> None:
    response = client.get("/elder/nowhere/")

    assert response.status_code == 404
    assert 'class="elder"' in text(response)


@pytest.mark.parametrize(
    "path", ["/../manifest.json", "/%2e%2e/manifest.json", "/..%2fcontent/fees.csv", "//etc/passwd"]
)
def test_nothing_outside_public_is_ever_served(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_form_cannot_be_sent_to_a_file(client: Client) -> None:
    assert client.post("/institutions/").status_code == 405


def test_styles_may_be_kept_for_ever_and_pages_may_not(client: Client, frozen: Path) -> None:
    (style,) = (frozen / "current/public/assets").glob("standard.*.css")

    assert "immutable" in client.get(f"/assets/{style.name}").headers["Cache-Control"]
    assert client.get("/").headers["Cache-Control"] == "no-cache"
