"""What a citizen does with his ticket: judge, reopen, object, add, urge, withdraw.

What was typed survives every refusal, and a form that is sent twice acts once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from complaints.acting import THE_CITIZEN
from complaints.database.models import Ticket
from complaints.intake.attachments import NO_ROOM
from complaints.intake.channel import address, channel, slow_down
from complaints.intake.limits import ACTING, ACTING_ON
from complaints.intake.opening import not_found, open_ticket
from complaints.intake.permitted import refusal
from complaints.intake.progress import Progress
from complaints.intake.progress_page import circumstances, look, show_progress
from complaints.intake.sheets import NOT_SHOWN, TEXT, Sheet, is_repeated
from complaints.intake.tasks import ADDING, FILES, TASKS
from complaints.intake.uploads import RefusedFileError, SafeFile, make_safe
from complaints.receipts import read_number
from complaints.steps import take
from complaints.workflow import TransitionError
from disclosure.theme import EDITIONS

ANSWERING = Blueprint("answering", __name__)
BY_OFFICER, BY_SELF = "经办人代录", "本人"
AT_ONCE = "刚才还有别的变动，没有记下。您写的都在，请再按一次。"
ASKED, OFFERED = "give_more", "answer_mediation"
NOTHING = "请写一些文字，或者选要交的文件"
Answered = str | tuple[str, int]


@ANSWERING.post(f"/track/<any({','.join(TASKS)}):action>")
def act(edition_name: str, action: str) -> Answered:
    """Show the form of a task, page by page, and do it when the last page is right."""
    sheet = Sheet.read(EDITIONS[edition_name], TASKS[action])
    with channel().database.reading() as session:
        ticket = open_ticket(session, sheet.sent)
        progress = look(session, ticket) if ticket else None
        problem = refusal(ticket, sheet.task, circumstances()) if ticket else ""
    if progress is None:
        return not_found(sheet.edition, sheet.sent, sheet.interrupted())
    if sheet.task.action == OFFERED and progress.offer:
        sheet = replace(sheet, facts=progress.offer.facts)
    if sheet.task.action == ASKED and progress.asked:
        lacking = (("还缺什么", progress.asked.lacking), ("为什么", progress.asked.reason))
        sheet = replace(sheet, facts=lacking)
    if sheet.page == NOT_SHOWN:
        return _begin(sheet, progress, problem)
    return _go(sheet)


def _begin(sheet: Sheet, progress: Progress, problem: str) -> Answered:
    """Show the first page, or say why there is nothing to fill in."""
    if problem:
        return show_progress(sheet.edition, sheet.sent, progress, wrong=problem), 409
    return replace(sheet, page=0, place=progress.place).show(0)


def _go(sheet: Sheet) -> Answered:
    if request.form.get("do") == "back":
        return sheet.show(max(0, sheet.page - 1))
    if faults := sheet.faults():
        return sheet.show(_page_of(sheet, next(iter(faults))), faults), 422
    if personal := sheet.personal():
        return sheet.show(sheet.page, personal=personal), 422
    if not sheet.is_last:
        return sheet.show(sheet.page + 1)
    return _send(sheet)


def _page_of(sheet: Sheet, name: str) -> int:
    """Find the page that asks something."""
    pages = sheet.task.pages(sheet.edition)
    return next(
        at for at, asked in enumerate(pages) if name in {question.name for question in asked}
    )


def _send(sheet: Sheet) -> Answered:
    """Take the step, in one transaction with the files that came with it."""
    number = read_number(sheet.sent.number) or sheet.sent.number
    if slow_down(ACTING, address()) or slow_down(ACTING_ON, number):
        return sheet.show(sheet.page, {"": _say_hotline("操作得太多，请过一会儿再按一次")}), 429
    files, refused = _safe_files()
    said = files or sheet.typed.get(TEXT, "").strip()
    if sheet.task.action in ADDING and not said:
        return sheet.show(sheet.page, {FILES: "；".join(refused) or NOTHING}), 422
    try:
        with channel().database.writing() as session:
            ticket = open_ticket(session, sheet.sent, writing=True)
            if ticket is not None:
                refused += _take(session, ticket, sheet, files)
            progress = look(session, ticket) if ticket else None
    except TransitionError as error:
        return sheet.show(sheet.page, {"": f"{error}您写的都在。"}), 409
    except IntegrityError:  # The desk wrote the next event of this ticket in the same moment.
        return sheet.show(sheet.page, {"": AT_ONCE}), 409
    if progress is None:
        return not_found(sheet.edition, sheet.sent, sheet.interrupted())
    return show_progress(sheet.edition, sheet.sent, progress, sheet.task.done, _say(refused))


def _take(session: Session, ticket: Ticket, sheet: Sheet, files: Sequence[SafeFile]) -> list[str]:
    """Take the step unless this form took it before; give what is to be said of refused files."""
    joined = channel()
    if is_repeated(sheet, ticket, len(files), joined.keys):
        return []
    names, refused = joined.attachments.add_later(session, ticket, files)
    values = sheet.values()
    if names:
        values[FILES] = "、".join(names)
    if sheet.task.action == "judge":
        values["by"] = BY_OFFICER if ticket.code_seen else BY_SELF
    take(ticket, THE_CITIZEN, sheet.task.action, values, circumstances())
    return refused


def _safe_files() -> tuple[list[SafeFile], list[str]]:
    """Make safe what was sent, before the database is kept waiting; say what was refused."""
    safe, refused = [], []
    for file in request.files.getlist(FILES):
        try:
            if file.filename:
                safe.append(make_safe(file.read()))
        except RefusedFileError as error:
            refused.append(str(error))
    return safe, refused


def _say(refused: Sequence[str]) -> str:
    said = dict.fromkeys(_say_hotline(one) if one == NO_ROOM else one for one in refused)
    return f"有的文件没有收：{'；'.join(said)}" if said else ""


def _say_hotline(words: str) -> str:
    return f"{words}，或者打电话 {channel().catalog().city.hotline}。您写的都在。"
