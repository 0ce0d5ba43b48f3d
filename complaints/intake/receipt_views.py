"""The receipt: shown again and again until it is noted down, and then forgotten."""

from __future__ import annotations

from functools import lru_cache

import segno
from flask import Blueprint, redirect
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from complaints.intake.channel import channel, page
from complaints.intake.drafts import form_token
from complaints.intake.visits import begin_visit, clear
from disclosure.theme import EDITIONS, Edition

RECEIPT = Blueprint("receipt", __name__)


@RECEIPT.get("/receipt")
def receipt(edition_name: str) -> str | AnyResponse:
    """Show the receipt of the paper that this browser sent, again and again for twenty hours."""
    visit = begin_visit(edition_name)
    if visit.typed.receipt is None:
        return redirect(visit.address(visit.steps[0]), 303)
    return page(
        visit.edition,
        "receipt.html",
        "已经收到",
        "receipt",
        receipt=visit.typed.receipt,
        code_picture=_picture(_tracking_url(visit.edition)),
        token=form_token(channel().keys, visit.typed.id),
    )


def _tracking_url(edition: Edition) -> str:
    """Give the full address of the tracking page; the citizen's own code is not in it."""
    joined = channel()
    return joined.catalog().city.url + joined.dynamic(edition, "complaints", "track")


@lru_cache(maxsize=2 * len(EDITIONS))
def _picture(url: str) -> Markup:
    """Draw the QR code of an address."""
    drawn = segno.make(url, micro=False).svg_inline(
        scale=4, border=2, svgclass=None, lineclass=None, title="查进度网页的二维码"
    )
    return Markup(drawn)  # noqa: S704 (drawn by the library from our own address)


@RECEIPT.post("/receipt")
def noted(edition_name: str) -> AnyResponse:
    """Forget the receipt once the citizen says that it is noted down."""
    visit = begin_visit(edition_name)
    if not visit.trusted:
        return redirect(visit.address(), 303)
    return clear(visit, to="track")
