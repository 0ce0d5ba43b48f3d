"""The doctor: looks at everything that must be right for the channel to live, and changes nothing.

Every finding says what to do. He counts no tickets of a kind that not everybody may know of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from complaints.administration.database_checks import (
    check_outbox,
    check_roots,
    check_time,
    is_usable,
)
from complaints.administration.finding import Finding, Installation, Level
from complaints.administration.place_checks import (
    check_backup,
    check_disks,
    check_keys,
    check_opening,
    check_site,
)

WITH_DATABASE: tuple[Callable[[Session, Installation], Iterator[Finding]], ...] = (
    check_opening,
    check_time,
    check_roots,
    check_outbox,
)
WITHOUT: tuple[Callable[[Installation], Iterator[Finding]], ...] = (
    check_keys,
    check_disks,
    check_site,
    check_backup,
)


def examine(home: Installation) -> list[Finding]:
    """Give every finding, the database's first; without it the rest is examined all the same."""
    found = [is_usable(home)]
    if found[0].level is Level.WELL:
        with home.database.reading() as session:
            found += [one for check in WITH_DATABASE for one in check(session, home)]
    return found + [one for check in WITHOUT for one in check(home)]
