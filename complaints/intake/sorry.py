"""What cannot be answered is said in plain words, with what to do instead and whom to call."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.exceptions import HTTPException

from complaints.intake.channel import page
from disclosure.theme import EDITIONS

SENTENCES = {
    400: "这一页没有送到。请按浏览器的“返回”，再试一次。",
    404: "没有这一页。请从“我要投诉”或者“查进度”重新进入。",
    405: "这一页不能这样打开。请从“我要投诉”或者“查进度”重新进入。",
    413: "送来的文件太大，没有收下。请按浏览器的“返回”，少选几个文件，再试一次。",
    500: "我们这里出了错，没有办成。请过一会儿再试一次。",
}


def register_errors(app: Flask) -> None:
    """Answer every refusal of the app with a page of its own edition."""
    app.register_error_handler(HTTPException, _sorry)


def _sorry(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    elder = request.path.startswith(EDITIONS["elder"].prefix + "/")
    edition = EDITIONS["elder" if elder else "standard"]
    sentence = SENTENCES.get(code, SENTENCES[500 if code >= 500 else 400])  # noqa: PLR2004
    return page(edition, "sorry.html", "没有办成", "", sentence=sentence), code
