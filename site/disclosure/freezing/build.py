"""Building a release: nothing is published that the check refuses."""

from __future__ import annotations

import resource
import time
from datetime import date
from pathlib import Path

from content import Fault, Folder, check, cut, key_of, read_folder
from content.tables import (
    Deadline,
    Department,
    GivenId,
    Institution,
    Matter,
    Place,
    Remedy,
    Row,
    Unit,
)
from disclosure.freezing.assembly import Assembly
from disclosure.freezing.manifest import MANIFEST, Manifest
from disclosure.freezing.outcome import BuildError, Progress, Result
from disclosure.freezing.release import Source, Store

NEVER_DELETED: tuple[type[Row], ...] = (
    GivenId, Institution, Place, Unit, Department, Matter, Deadline, Remedy,
)  # fmt: skip


def build(
    source: Path, out: Path, day: date, *, full: bool = False, progress: Progress | None = None
) -> Result:
    """Freeze the content folder `source`, cut to `day`, as the current release of `out`.

    Raises BuildError; then the content of the current release stays, and what has expired in it
    since leaves all the same. With `full`, every page is rendered anew and every byte of the result
    searched.
    """
    started = time.monotonic()
    store = Store(out)
    try:
        with store.lock():
            result = _release(store, source, day, full=full, progress=progress)
    except BlockingIOError:
        message = "另一个 build 正在进行；请等它结束"
        raise BuildError(message) from None
    result.seconds = time.monotonic() - started
    result.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return result


def rollback(out: Path, day: date) -> Result:
    """Publish the content of the release before, cut to `day`, as a new release.

    An old tree is never shown again: something in it may have expired. Raises BuildError.
    """
    store = Store(out)
    current = store.current.manifest if store.current else None
    for past in reversed(store.past()):
        manifest = Manifest.read(past / MANIFEST)
        if current and manifest and manifest.content != current.content:
            return build(past / "content", out, day)
    message = "没有更早的版本可以退回"
    raise BuildError(message)


def _release(
    store: Store, source: Path, day: date, *, full: bool, progress: Progress | None
) -> Result:
    last = read_folder(store.current.content) if store.current else None
    try:
        given, folder = _given(source, last)
        catalog = cut(folder, day)
        return Assembly(store, catalog, given, full=full, progress=progress).run(last)
    except BuildError as refused:
        if told := _let_expire(store, last, day):
            message = f"{refused}；{told}"
            raise BuildError(message, refused.faults) from None
        raise


def _let_expire(store: Store, last: Folder | None, day: date) -> str:
    """Cut the content on display to `day`, because the new one was refused; tell what came of it.

    A mistake of an editor in the evening must not keep a fact on display beyond its last day. The
    content was checked when it was published: a newer program that is stricter is no reason either.
    """
    current = store.current
    manifest = current.manifest if current else None
    if current is None or manifest is None or last is None:
        return ""
    if last.city and last.city.today(day) <= date.fromisoformat(manifest.day):
        return ""
    try:
        catalog = cut(_readable(last), day)
        given = Source.of(current.content)
        Assembly(store, catalog, given, full=False, progress=None).run(last)
    except BuildError:
        return f"上次发布的内容也不能按 {day} 更新，到期的信息可能还在网站上，请马上改正"
    return f"网站仍是上次发布的内容，到 {catalog.day} 已经到期的都撤下了"


def _readable(folder: Folder) -> Folder:
    if folder.faults:
        message = f"内容有 {len(folder.faults)} 处读不懂"
        raise BuildError(message, folder.faults)
    return folder


def _given(source: Path, last: Folder | None) -> tuple[Source, Folder]:
    """Read what the editors gave. Raises BuildError, also for a file that may not be read."""
    try:
        return Source.of(source), _checked(source, last)
    except OSError as error:
        message = f"内容读不了：{error}"
        raise BuildError(message) from None


def _checked(source: Path, last: Folder | None) -> Folder:
    folder = read_folder(source, last)
    faults = [fault for fault in check(folder, last=last) if fault.weight == "fault"]
    faults += _lost_keys(folder, last)
    if faults:
        message = f"内容有 {len(faults)} 处错误，没有发布"
        raise BuildError(message, faults)
    return folder


def _lost_keys(folder: Folder, last: Folder | None) -> list[Fault]:
    """Find keys of the last release that the folder lacks: they may end, never vanish."""
    if last is None:
        return []
    faults = []
    for kind in NEVER_DELETED:
        kept = {key_of(row) for row in folder.rows(kind)}
        faults += [
            Fault(f"{kind.NAME}.csv", 0, kind.KEY, f"上次发布的“{key}”不见了；请恢复这一行")
            for key in sorted({key_of(row) for row in last.rows(kind)} - kept)
        ]
    return faults
