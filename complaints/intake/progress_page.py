"""The tracking page: where a ticket stands, with what may be done now."""

from __future__ import annotations

from sqlalchemy.orm import Session

from complaints.acting import Circumstances
from complaints.database.models import Ticket
from complaints.intake.channel import channel, page
from complaints.intake.opening import Credentials
from complaints.intake.progress import Progress, progress_of
from disclosure.theme import Edition


def circumstances() -> Circumstances:
    """Give in what a step is taken now."""
    joined = channel()
    return Circumstances(joined.keys, joined.catalog(), joined.now())


def look(session: Session, ticket: Ticket) -> Progress:
    """See where a ticket stands now."""
    files = channel().attachments.of_ticket(session, ticket)
    return progress_of(session, ticket, [file.name for file in files], circumstances())


def show_progress(
    edition: Edition, sent: Credentials, progress: Progress, said: str = "", wrong: str = ""
) -> str:
    """Show the tracking page; `said` is what was just done, `wrong` what could not be."""
    return page(
        edition,
        "progress.html",
        "办理进度",
        "track",
        progress=progress,
        code=sent.code,
        said=said,
        wrong=wrong,
    )
