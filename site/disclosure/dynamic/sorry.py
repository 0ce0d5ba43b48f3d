"""What cannot be answered is said in plain words, with what to do instead and whom to call."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from content.current import NoReleaseError
from disclosure.dynamic.service import Shown, page
from disclosure.theme import EDITIONS

SENTENCES = {
    404: "没有这一页。请从机构名单或者首页重新进入。",
    405: "这一页不能这样打开。请从机构名单或者首页重新进入。",
    500: "我们这里出了错，没有办成。请过一会儿再试一次。",
}
OUR_FAULT = 500


def register_errors(app: Flask) -> None:
    """Answer every refusal of the app with a page of its own edition."""
    app.register_error_handler(HTTPException, _sorry)
    app.register_error_handler(NoReleaseError, _absent)


def _absent(_: NoReleaseError) -> Response:
    """Say nothing where nothing was published: the web server has a page for it, we have none."""
    return Response("", status=502)


def _sorry(error: HTTPException) -> Response | tuple[str, int]:
    if error.response is not None:
        return error.get_response()
    code = error.code or OUR_FAULT
    elder = request.path.startswith(EDITIONS["elder"].prefix + "/")
    sentence = SENTENCES.get(code, SENTENCES[OUR_FAULT if code >= OUR_FAULT else 404])
    name = "search" if "/search" in request.path else "compare"
    shown = Shown(name, "没有办成", sentence)
    return page(EDITIONS["elder" if elder else "standard"], "sorry.html", shown), code
