"""What the doctor asks of the database: is it there, whole, up to date; and is the time right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from sqlalchemy import delete, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from complaints.administration.copying import NotOurDatabaseError, is_absent, migration_of
from complaints.administration.finding import Finding, Installation, Level
from complaints.administration.machine_clock import ClockBackError, check_clock
from complaints.administration.unfinished import WORDS, is_unfinished
from complaints.database import DatabaseGoneError, migrations
from complaints.database.models import Counter, DayRoot, Event, Message
from complaints.database.officers import Officer
from complaints.outbox.deliveries import unsettled
from complaints.roots import ONE

DATABASE = "数据库"
LATE, VERY_LATE = timedelta(hours=1), timedelta(days=1)


def is_usable(home: Installation) -> Finding:
    """Tell whether the database answers, can be written to, and fits the program."""
    if is_absent(home.place.database_url):
        return _wrong("数据库文件不存在；请核对 database_url，新装的请运行 gongshi db upgrade")
    try:
        with home.database.reading() as session:
            connection = session.connection()
            if is_unfinished(connection):
                return _wrong(WORDS)
            there, known = migration_of(connection), migrations()
        if there != known[0]:
            older = "请运行 gongshi db upgrade" if there in known else "请先更新程序"
            return _wrong(f"数据库的版本（{there}）与程序的（{known[0]}）不同；{older}")
        with home.database.writing() as session:
            session.execute(delete(Counter).where(Counter.id == ""))  # Asks only whether it may.
    except NotOurDatabaseError as error:
        return _wrong(f"{error}；请核对 database_url，新装的请运行 gongshi db upgrade")
    except (SQLAlchemyError, DatabaseGoneError, OSError):
        return _wrong("连接不上，或者写不进去；请看它是否在运行、磁盘是否已满、权限是否改过")
    return Finding(Level.WELL, DATABASE, f"可以读写，版本 {known[0]} 是最新的")


def check_time(session: Session, home: Installation) -> Iterator[Finding]:
    """Hold the machine's clock against what was recorded."""
    try:
        check_clock(session, home.now)
    except ClockBackError as error:
        yield Finding(Level.WRONG, "时间", str(error))
    else:
        yield Finding(Level.WELL, "时间", "机器的时间晚于所有记录")


def check_roots(session: Session, home: Installation) -> Iterator[Finding]:
    """Tell whether every finished day has its root."""
    days = session.scalars(select(DayRoot.day).order_by(DayRoot.day)).all()
    what = "每日校验值"
    lacking = [day + ONE for day, after in pairwise(days) if after != day + ONE]
    if lacking:
        words = f"{lacking[0]} 的缺失，有人动过数据库；请运行 gongshi audit verify，并告诉纪检监察"
        yield Finding(Level.WRONG, what, words)
        return
    begun = session.scalar(select(func.min(Event.on)))
    last = days[-1] if days else begun and begun - ONE
    if last and last < home.today - 2 * ONE:
        yield Finding(
            Level.WRONG, what, f"只写到 {last}；请看定时任务 gongshi remind 为什么没有运行"
        )
    else:
        yield Finding(Level.WELL, what, f"连续，写到 {days[-1]}" if days else "还没有满一天的记录")


def check_outbox(session: Session, home: Installation) -> Iterator[Finding]:
    """Tell since when messages wait, and which units nobody could tell anything."""
    # What waits for working hours counts from their opening.
    since = func.coalesce(Message.next_try_at, Message.created_at)
    oldest = session.scalar(select(func.min(since)).where(unsettled()))
    waiting = home.now - oldest if oldest else timedelta()
    words = "没有等了很久的消息"
    level = Level.WRONG if waiting > VERY_LATE else Level.SOON if waiting > LATE else Level.WELL
    if level is not Level.WELL:
        words = "有消息没有发出去；请运行 gongshi outbox send，它会说明原因"
    yield Finding(level, "通知", words)
    yield from _unreachable(session)


def _unreachable(session: Session) -> Iterator[Finding]:
    asked = select(Officer.unit).where(Officer.active).group_by(Officer.unit)
    nobody = asked.having(func.count(Officer.email) == 0).order_by(Officer.unit)
    if units := session.scalars(nobody).all():
        named = "、".join(units)
        words = f"这些单位没有一个账号填了邮箱，收不到提醒：{named}；请在账号里补填"
        yield Finding(Level.SOON, "通知", words)


def _wrong(words: str) -> Finding:
    return Finding(Level.WRONG, DATABASE, words)
