"""What the doctor asks of all that is not in the database: keys, disks, site, calendar, backups."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.orm import Session

from complaints.administration.finding import Disk, Finding, Installation, Level
from complaints.administration.key_check import PASSING, WORDS, Stored, unopened
from complaints.administration.manifest import newest
from complaints.keys import KeyFileError, Purpose
from complaints.legs import working_days
from content import Catalog
from content.current import NoReleaseError
from content.tables import TABLES
from content.working_days import State

MEGABYTE = 1024 * 1024
LEAST, FEW = (512 * MEGABYTE, 0.05), (2048 * MEGABYTE, 0.10)
"""Below the first the channel takes no files any more (`attachments.FREE_SHARE`)."""
KEY_AGE = timedelta(days=366)
BACKUP_AGE, OLD_BACKUP = timedelta(hours=26), timedelta(days=7)
LAST_QUARTER, DECEMBER = 10, 12
ANY_DAY = (6, 1)


def check_keys(home: Installation) -> Iterator[Finding]:
    """Tell whether every key is there, whole, closed to others, and not too old."""
    for purpose in Purpose:
        if finding := _key_file(home, purpose):
            yield finding


def _key_file(home: Installation, purpose: Purpose) -> Finding | None:
    what, path = f"密钥 {purpose}", home.place.keys / f"{purpose}.key"
    try:
        home.keys.current(purpose)
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (KeyFileError, OSError, ValueError):
        words = (
            f"{path}（{WORDS[purpose]}）不见了、不完整，或者别人也能读；"
            "不见了就从密钥的备份恢复，能被别人读就改成只有本账号可读（chmod 600）"
        )
        return Finding(Level.WRONG, what, words)
    if home.now - changed > KEY_AGE and purpose not in PASSING:
        since = f"{WORDS[purpose]}的密钥自 {changed:%Y-%m-%d} 起没有换过"
        words = f"{since}；建议一年换一次：gongshi keys rotate"
        return Finding(Level.SOON, what, words)
    return None


def _is_wrong(home: Installation, purpose: Purpose) -> bool:
    """Tell whether the file itself is wrong: that is said once, with what to do."""
    finding = _key_file(home, purpose)
    return finding is not None and finding.level is Level.WRONG


def check_opening(session: Session, home: Installation) -> Iterator[Finding]:
    """Open some of what is stored under each key."""
    stored = Stored(session, home.keys, home.attachments)
    wrong = [one for one in unopened(stored) if not _is_wrong(home, one)]
    for purpose in wrong:
        words = f"{WORDS[purpose]}有的打不开：密钥换错了，或者少了旧的；请从密钥的备份找回"
        yield Finding(Level.WRONG, f"密钥 {purpose}", words)
    if not wrong:
        yield Finding(Level.WELL, "密钥", "抽查的内容都打得开；密钥的备份要与数据分开放")


def check_disks(home: Installation) -> Iterator[Finding]:
    """Tell how much room is left where data grows."""
    url = make_url(home.place.database_url)
    places = {"附件": home.place.uploads, "发布目录": home.out, "备份": home.backups}
    if url.get_backend_name() == "sqlite" and url.database:
        places = {"数据库": Path(url.database), **places}
    for name, path in places.items():
        disk = home.disk(path)
        free = f"剩 {disk.free // MEGABYTE} MB（{disk.free / disk.total:.0%}）"
        level = Level.WRONG if _below(disk, LEAST) else Level.SOON
        if _below(disk, FEW):
            yield Finding(level, f"磁盘：{name}", f"{path} {free}；请清理，或者换大一些的磁盘")
        else:
            yield Finding(Level.WELL, f"磁盘：{name}", free)


def _below(disk: Disk, least: tuple[int, float]) -> bool:
    size, share = least
    return disk.free < size or disk.free < share * disk.total


def check_site(home: Installation) -> Iterator[Finding]:
    """Tell whether today's site is out, and when the next record leaves it."""
    try:
        catalog = home.catalog()
        day = json.loads((home.out / "current" / "manifest.json").read_text("utf-8"))["day"]
    except (NoReleaseError, OSError, ValueError, KeyError):
        yield Finding(Level.WRONG, "网站", f"{home.out} 里没有发布的网站；请运行 gongshi build")
        return
    yield _built(date.fromisoformat(day), catalog.day)
    yield from _next_expiry(catalog)
    yield from _calendar(catalog, home.today)


def _built(day: date, today: date) -> Finding:
    if day >= today:
        return Finding(Level.WELL, "网站", f"已经发布到 {day}")
    level = Level.SOON if today - day == timedelta(days=1) else Level.WRONG
    words = f"只发布到 {day}，到期的内容可能还在；请看定时任务 gongshi build 为什么没有做完"
    return Finding(level, "网站", words)


def _next_expiry(catalog: Catalog) -> Iterator[Finding]:
    ends = [catalog.window(row).ends for kind in TABLES for row in catalog.all(kind)]
    days = [end for end in ends if end is not None]
    if days:
        words = f"下一批到期在 {min(days)}，共 {days.count(min(days))} 条，次日发布时自动撤下"
        yield Finding(Level.WELL, "到期", words)


def _calendar(catalog: Catalog, today: date) -> Iterator[Finding]:
    """Tell whether this year's working days are official, and in time whether the next one's."""
    days = working_days(catalog)
    now, then = (days.state(date(year, *ANY_DAY)) for year in (today.year, today.year + 1))
    what, do = "工作日历", "请把国务院办公厅的放假通知录入 calendar"
    if now is not State.OFFICIAL:
        yield Finding(Level.WRONG, what, f"{today.year} 年的{_said(now)}，时限算不准；{do}")
    elif then is not State.OFFICIAL and today.month >= LAST_QUARTER:
        level = Level.WRONG if today.month >= DECEMBER else Level.SOON
        yield Finding(level, what, f"{today.year + 1} 年的{_said(then)}；通知一发布，{do}")
    else:
        yield Finding(Level.WELL, what, f"{today.year} 年的已经是正式的")


def _said(state: State) -> str:
    return "还没有录入" if state is State.UNDETERMINED else "还是暂定的"


def check_backup(home: Installation) -> Iterator[Finding]:
    """Tell how old the last whole backup is."""
    last, what = newest(home.backups), "备份"
    if last is None:
        yield Finding(Level.WRONG, what, f"{home.backups} 里没有完整的备份；请运行 gongshi backup")
        return
    age = home.now - last.moment
    do = "请看定时任务 gongshi backup 为什么没有做完"
    words = f"上次备份是 {last.day}，{last.rows.get('tickets', 0)} 件"
    if last.missing:
        yield Finding(Level.WRONG, what, f"{words}；有 {last.missing} 个附件在备份时已经不见了")
    elif age > BACKUP_AGE:
        level = Level.WRONG if age > OLD_BACKUP else Level.SOON
        yield Finding(level, what, f"{words}；{do}")
    else:
        yield Finding(Level.WELL, what, words)
