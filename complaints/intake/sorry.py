"""What cannot be answered is said in plain words, with what to do instead and whom to call.

Where nothing can be stored (disk full, database gone) it is said that nothing was taken in, and
what was typed on the page is given back.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from complaints.database import STORING_FAULTS
from complaints.intake.channel import page
from complaints.intake.questions import QUESTIONS, Question
from complaints.intake.tasks import TASKS
from complaints.keys import KeyFileError, WrongKeyError
from content.current import NoReleaseError
from disclosure.theme import EDITIONS, Edition

SENTENCES = {
    400: "这一页没有送到。请按浏览器的“返回”，再试一次。",
    404: "没有这一页。请从“我要投诉”或者“查进度”重新进入。",
    405: "这一页不能这样打开。请从“我要投诉”或者“查进度”重新进入。",
    413: "送来的文件太大，没有收下。请按浏览器的“返回”，少选几个文件，再试一次。",
    500: "我们这里出了错，没有办成。请过一会儿再试一次。",
    503: "现在存不下来，这一次没有收下，也没有给编号。请过一会儿再试一次，或者打电话。",
}
LOCKED = "我们这里有内容打不开，这一次没有办成。请打电话告诉我们，或者过一会儿再试一次。"
WRITTEN = frozenset({"area", "line", "tel"})


def register_errors(app: Flask) -> None:
    """Answer every refusal of the app with a page of its own edition."""
    app.register_error_handler(HTTPException, _sorry)
    for lost in (WrongKeyError, KeyFileError):
        app.register_error_handler(lost, _locked)
    for fault in STORING_FAULTS:
        app.register_error_handler(fault, _not_stored)
    app.register_error_handler(NoReleaseError, _absent)


def _absent(_: NoReleaseError) -> Response:
    """Say nothing where nothing was published: the web server has a page for it, we have none."""
    return Response("", status=502)


def _sorry(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    return _say(SENTENCES.get(code, SENTENCES[500 if code >= 500 else 400])), code  # noqa: PLR2004


def _not_stored(error: Exception) -> tuple[str, int]:
    """Log what is wrong, never what was typed, and give that back."""
    current_app.logger.error("%s: %s", type(error).__name__, getattr(error, "orig", error))
    return _say(SENTENCES[503], _typed()), 503


def _locked(error: Exception) -> tuple[str, int]:
    """Say that it cannot be opened, and give back what was typed; which key it is, the log says."""
    current_app.logger.error("%s: %s", type(error).__name__, error)
    return _say(LOCKED, _typed()), 503


def _say(sentence: str, typed: Sequence[tuple[str, str]] = ()) -> str:
    return page(_edition(), "sorry.html", "没有办成", "", sentence=sentence, typed=typed)


def _edition() -> Edition:
    elder = request.path.startswith(EDITIONS["elder"].prefix + "/")
    return EDITIONS["elder" if elder else "standard"]


def _typed() -> list[tuple[str, str]]:
    """Give what was written on the page, each with its question; never a number or a code."""
    asked: dict[str, Question] = {
        question.name: question for task in TASKS.values() for question in task.questions
    }
    return [
        (question.label, text)
        for name, question in (asked | QUESTIONS).items()
        if question.kind in WRITTEN and (text := request.form.get(name, "").strip())
    ]
