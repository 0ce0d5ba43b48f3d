"""Making keys: all of them for a new installation, and never one in place of one that was lost.

With a new key in its place nobody would see that the old one is missing, until its backup is gone.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.administration.key_check import WORDS
from complaints.database import Database
from complaints.database.models import DayRoot, Ticket
from complaints.database.officers import Officer
from complaints.keyring.places import PLACES
from complaints.keys import KeyFileError, Keys, Purpose

LOST = (
    "密钥文件不见了：{files}。数据库里还有要用它的内容，没有另做新的；请从密钥的备份恢复。"
    "确实找不回来的，运行 gongshi db upgrade --new-keys 换成新的，那些内容就再也打不开"
)
VOUCHED = {
    Purpose.RECEIPT: Ticket.id,
    Purpose.ACCOUNTS: Officer.id,
    Purpose.ROOTS: DayRoot.day,
}
"""What is only checked with a key and does not lie under it: its rows tell that it is needed."""


def make_keys(database: Database, keys: Keys, *, anew: bool = False) -> None:
    """Make the keys that are missing, `anew` also those that the database still needs.

    Raises KeyFileError for one that it needs.
    """
    with database.reading() as session:
        lost = [] if anew else lost_keys(session, keys)
    if lost:
        files = "、".join(f"{keys.file(purpose)}（{WORDS[purpose]}）" for purpose in lost)
        raise KeyFileError(LOST.format(files=files))
    keys.make_missing()


def lost_keys(session: Session, keys: Keys) -> list[Purpose]:
    """Name the purposes that have no key file, though the database needs one.

    What lies under the others is over within a day.
    """
    missing = (purpose for purpose in Purpose if not keys.file(purpose).exists())
    return [purpose for purpose in missing if _is_needed(session, purpose)]


def _is_needed(session: Session, purpose: Purpose) -> bool:
    if column := VOUCHED.get(purpose):
        return session.scalar(select(column).limit(1)) is not None
    return any(
        value.purpose is purpose
        for place in PLACES
        if purpose in (place.purpose, Purpose.SEALED)
        for value in place.values(session)
    )
