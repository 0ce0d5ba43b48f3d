"""What a release tells of those before it: the log of the last one, today's differences added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from content import Catalog, Folder, cut
from content.changes.comparing import compare
from content.changes.record import Change, Past
from content.changes.telling import tell
from content.law import NoRuleError, rule_for
from content.ledger import Ledger
from content.publicity import add_months
from content.reading import read_table
from content.writing import table_text
from disclosure.freezing.guard import Guard
from disclosure.freezing.manifest import Manifest
from disclosure.freezing.plan import program_fingerprint
from disclosure.freezing.release import Store

OF_ONE_HOME = 50
"""So many lines of one institution are kept, so that neither its page nor the log grows on."""


def past_of(
    store: Store, catalog: Catalog, content: str, last: Folder | None, guard: Guard
) -> Past:
    """Give what the release of `catalog` tells of the past; `last` is the content before.

    The same content, day and program again are the same release, and so tell the same.
    """
    ledger, current = store.ledger, store.current
    number, head = (ledger.last.number, ledger.last.head) if ledger.last else (0, "")
    manifest = current.manifest if current else None
    if current is None or manifest is None or last is None or last.city is None:
        return Past((), number, head)
    changes, entry = _log(current.log), ledger.of(manifest.release)
    if entry and is_same(manifest, catalog, content):
        number, head = entry.number - 1, entry.previous if entry.number > 1 else ""
    else:
        before = cut(last, date.fromisoformat(manifest.day))
        changes = [*compare(before, catalog, number + 1), *changes]
    recent = _recent(changes, _young(ledger, catalog.day) | {number + 1})
    # The guard has its word here and not only at the end: an old word of a living record that
    # names a withheld one must go, and must not keep anything else from expiring.
    told = tell(recent, catalog)
    return Past(tuple(line for line in told if not guard.leaks(line.words())), number, head)


def is_same(manifest: Manifest, catalog: Catalog, content: str) -> bool:
    """Tell whether a release was made of this content, on this day, by this program."""
    made_of = (content, catalog.day.isoformat(), program_fingerprint())
    return (manifest.content, manifest.day, manifest.program) == made_of


def log_text(past: Past) -> str:
    """Give the log as it lies beside the manifest, for the next release."""
    return table_text(Change, (line.change for line in past.lines))


def _log(path: Path) -> list[Change]:
    """Read the log of the last release; a line that cannot be read is no line."""
    return list(read_table(path, Change).rows)


def _young(ledger: Ledger, day: date) -> set[int]:
    """Give the releases whose lines are still told."""
    try:
        months = rule_for("change", "", day).most_months
    except NoRuleError:
        return set()
    return {
        one.number for one in ledger.entries if months is None or day <= add_months(one.day, months)
    }


def _recent(changes: Iterable[Change], young: set[int]) -> Iterator[Change]:
    of_home: Counter[str | None] = Counter()
    for change in changes:
        of_home[change.institution] += 1
        if change.release in young and of_home[change.institution] <= OF_ONE_HOME:
            yield change
