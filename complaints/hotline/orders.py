"""One row of the hotline's list as a paper that can be filed, or the column that forbids it.

Nothing here repeats what a cell says: reasons go to the console, and cells are personal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from complaints.clock import local_day
from complaints.database.hotline_orders import LONGEST_NUMBER
from complaints.events import SHANGHAI
from complaints.filing import ANONYMOUS, KINDS, NAMED, REACHABLE, RELATIONS, Paper
from complaints.hotline.finding import Finder
from complaints.hotline.mapping import HotlineMapping
from complaints.intake.paper import to_paper
from complaints.intake.questions import (
    ELSEWHERE,
    HOME,
    LONGEST_LINE,
    LONGEST_STORY,
    NOT_KNOWN,
    OFFICIALS,
    UNSURE,
    personal_in,
)
from content import Catalog
from content.importing import cleaning
from content.spreadsheets import FORMULA
from content.tables import Matter
from content.writing import LINE_END

ABOUT = {"机构": HOME, "公职人员": OFFICIALS}
YES = "是"
AS_TEXT = re.compile(r'="([^"]*)"')
"""How a list keeps a spreadsheet from rounding a long number."""
NUMBER = re.compile(rf"\w[\w\-/#()〔〕\[\]]{{3,{LONGEST_NUMBER - 1}}}")
MOMENT = re.compile(
    r"(?P<day>.+?)(?:[T\s]+(?P<hour>\d{1,2})[:时](?P<minute>\d{1,2})(?:[:分].*)?)?", re.DOTALL
)
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
HOME_BY = ("institution_id", "institution", "address")
LINES = ("institution", "happened", "name", "telephone")


class RefusedRowError(Exception):
    """A row that cannot be taken: in which column, and why, without a word of the cell."""

    def __init__(self, column: str, reason: str) -> None:
        """Remember the hotline's own column."""
        super().__init__(reason)
        self.column, self.reason = column, reason


@dataclass(frozen=True)
class Order:
    """One order: its number, the paper, when this office had it (UTC), the hotline's own day.

    `doubts` are what somebody should look at, without a word of the citizen's.
    """

    number: str
    paper: Paper
    received: datetime | None
    due: date | None
    doubts: tuple[str, ...]


class Orders:
    """Reads the rows of one list against the city as it is that day."""

    def __init__(self, plan: HotlineMapping, catalog: Catalog) -> None:
        """Learn the names of the city once."""
        self._plan, self._catalog, self._finder = plan, catalog, Finder(catalog)
        self._matters = {
            word: one.code for one in catalog.all(Matter) for word in (one.code, one.name)
        }

    def read(self, cells: Mapping[str, str], now: datetime) -> Order:
        """Read one row. Raises RefusedRowError."""
        said = {name: _readable(self._plan.cell(name, cells)) for name in self._plan.ticket}
        number = self._number(said["number"])
        answers = self._answers(said)
        received = self._received(said.get("received", ""), now)
        paper = to_paper(self._catalog, answers)
        urgent = paper.urgent or said.get("urgent") == YES
        return Order(
            number=number,
            paper=replace(paper, urgent=urgent, wants_texts=False),
            received=received,
            due=self._day("due", said.get("due", "")),
            doubts=tuple(_doubts(answers)),
        )

    def _number(self, said: str) -> str:
        found = AS_TEXT.fullmatch(said)
        number = re.sub(r"\s", "", unicodedata.normalize("NFKC", found[1] if found else said))
        if not number:
            raise self.refused("number", "没有工单编号")
        if not NUMBER.fullmatch(number):
            raise self.refused(
                "number", "不像工单编号；如果变成了 2.02E+17 这样，请设为文本格式再导出"
            )
        return number

    def _answers(self, said: Mapping[str, str]) -> dict[str, str]:
        """Put a row as the answers of our own form, checked as far as the form checks them."""
        if said["kind"] not in KINDS:
            raise self.refused("kind", f"应是 {'、'.join(KINDS)}；别的词请写在对照表的 values 里")
        for name in LINES:
            if len(said.get(name, "")) > LONGEST_LINE:
                raise self.refused(name, f"超过 {LONGEST_LINE} 个字")
        answers = {
            **{name: said.get(name, "") for name in ("kind", *LINES)},
            "story": self._story(said),
            "about": ABOUT.get(said.get("about", ""), UNSURE),
            "matter": self._matters.get(said.get("matter", ""), NOT_KNOWN),
            "place": self._finder.place(said.get("place", "")) or "",
            "relation": _one_of(said.get("relation", ""), RELATIONS, "其他"),
            "naming": _naming(said),
        }
        home = self._finder.home(*(said.get(name, "") for name in HOME_BY))
        return {**answers, "institution_choice": home or ELSEWHERE}

    def _story(self, said: Mapping[str, str]) -> str:
        story = said["story"]
        if not story:
            raise self.refused("story", "没有写诉求内容")
        told = "\n".join(filter(None, (said.get("title", ""), story)))
        if len(told) > LONGEST_STORY:
            raise self.refused("story", f"超过 {LONGEST_STORY} 个字，现在 {len(told)} 个")
        return told

    def _received(self, said: str, now: datetime) -> datetime | None:
        day = self._day("received", said)
        if day is None:
            return None
        if day > local_day(now):
            raise self.refused("received", "日期在今天以后")
        parts = MOMENT.fullmatch(unicodedata.normalize("NFKC", said))
        hour, minute = (int((parts and parts[name]) or 0) for name in ("hour", "minute"))
        if hour > 23 or minute > 59:  # noqa: PLR2004
            raise self.refused("received", "不是完整的日期和时间")
        return min(datetime.combine(day, time(hour, minute), SHANGHAI).astimezone(UTC), now)

    def _day(self, name: str, said: str) -> date | None:
        if not said:
            return None
        found = MOMENT.fullmatch(unicodedata.normalize("NFKC", said))
        try:
            return date.fromisoformat(cleaning.day(found["day"].strip() if found else "").value)
        except ValueError:
            raise self.refused(name, "不是完整的日期") from None

    def refused(self, name: str, reason: str) -> RefusedRowError:
        """Say in which column of the hotline a row is not to be taken, and why."""
        return RefusedRowError(self._plan.column(name), reason)


def _readable(said: str) -> str:
    """Take out what no database holds, and the mark that our own rejected rows carry.

    Lines end alike, so that the same order out of CSV and XLSX says the same.
    """
    plain = UNREADABLE.sub("", LINE_END.sub("\n", said)).strip()
    marked = plain.startswith("'") and plain[1:].startswith(FORMULA)
    return plain[1:] if marked else plain


def _naming(said: Mapping[str, str]) -> str:
    """Tell how much the citizen lets be known; who wants to be anonymous is, whatever was typed."""
    given = NAMED if said.get("name") else REACHABLE if said.get("telephone") else ANONYMOUS
    asked = said.get("naming", "")
    if asked == REACHABLE and given == NAMED:
        return REACHABLE if said.get("telephone") else ANONYMOUS
    return ANONYMOUS if asked == ANONYMOUS else given


def _one_of(said: str, words: tuple[str, ...], otherwise: str) -> str:
    return said if said in words else otherwise


def _doubts(answers: Mapping[str, str]) -> Iterator[str]:
    if answers["institution"] and answers["institution_choice"] == ELSEWHERE:
        yield "认不出是哪一家机构，机构名称按原文登记"
    for found in personal_in(answers["story"]):
        yield f"诉求内容{found}"
