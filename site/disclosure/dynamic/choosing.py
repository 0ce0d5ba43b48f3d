"""The choice of homes, which lives in the address alone: read it, look it up, say what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from content import Catalog
from content.tables import Institution
from disclosure.comparing import Case, Said, read_case, say
from disclosure.comparing.finding import ended_home, find_homes

MOST, LEAST = 4, 2
MOST_LISTED, MOST_COMPLAINTS = 100, 4
LONGEST = 40
Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choice:
    """Which homes were chosen for which case, and what must be put right first.

    `found` are the homes that a `typed` name may mean; `added` says that it meant one, which is
    now among `homes`; `mixed` that unlike kinds are to be compared all the same.
    """

    homes: tuple[Institution, ...]
    case: Case
    mixed: bool = False
    typed: str = ""
    found: tuple[Institution, ...] = ()
    added: bool = False
    problems: tuple[Said, ...] = ()
    unread: tuple[Said, ...] = ()
    """What of the case could not be understood; the rest of it holds."""

    @property
    def ready(self) -> bool:
        """Whether these homes can be compared as they are."""
        return not (self.problems or self.found) and LEAST <= len(self.homes) <= MOST

    @property
    def full(self) -> bool:
        """Whether no other home can be added."""
        return len(self.homes) >= MOST

    @property
    def kinds(self) -> dict[str, list[Institution]]:
        """The homes by their kind."""
        found: dict[str, list[Institution]] = {}
        for home in self.homes:
            found.setdefault(str(home.kind), []).append(home)
        return found

    @property
    def query(self) -> Query:
        """The choice as it stands in the address."""
        return self.query_for(self.homes)

    def query_for(self, homes: Iterable[Institution], *, mixed: bool | None = None) -> Query:
        """Give the address of other homes in the same case."""
        agreed = self.mixed if mixed is None else mixed
        ids = tuple(("id", home.id) for home in homes)
        return (*ids, *self.case.query(), *((("mixed", "yes"),) if agreed else ()))

    def without(self, home: Institution) -> Query:
        """Give the address of the choice without one home."""
        return self.query_for(one for one in self.homes if one.id != home.id)


def read_choice(catalog: Catalog, args: MultiDict[str, str]) -> Choice:
    """Read what an address says. Nothing in it is believed before it was looked up."""
    case, unread = read_case(args)
    ids = [id_.strip() for id_ in args.getlist("id")[:MOST_LISTED] if id_.strip()]
    homes = [catalog.get(Institution, id_) for id_ in dict.fromkeys(ids) if _known(catalog, id_)]
    problems = [_unknown(catalog, id_) for id_ in dict.fromkeys(ids) if not _known(catalog, id_)]
    typed = args.get("add", "").strip()[:LONGEST]
    meant = find_homes(catalog, typed)
    found = [home for home in meant if home not in homes]
    added = len(found) == 1
    if typed and not found:
        problems.append(_already(meant) if meant else _not_found(catalog, typed))
    homes += found if added else []
    if len(homes) > MOST:
        problems.append(say("选了 %(n)s 家，一次最多比四家。请只留下四家。", n=len(homes)))
    return Choice(
        homes=tuple(homes),
        case=case,
        mixed=args.get("mixed") == "yes",
        typed=typed,
        found=() if added else tuple(found),
        added=added,
        problems=tuple(problems[:MOST_COMPLAINTS]),
        unread=tuple(unread),
    )


def _known(catalog: Catalog, id_: str) -> bool:
    return catalog.has(Institution, id_)


def _unknown(catalog: Catalog, id_: str) -> Said:
    """Say that a number is no home on display: never given, or ended."""
    if ended := ended_home(catalog, id_):
        text = "%(name)s（%(id)s）%(day)s 以后不再公示，不能比。"
        return say(text, name=ended.name, id=ended.id, day=ended.valid_to)
    return say("没有编号是“%(id)s”的机构。编号是六位数字，写在公示栏上。", id=id_[:LONGEST])


def _already(homes: list[Institution]) -> Said:
    return say("%(names)s已经选了。", names=tuple(home.name for home in homes))


def _not_found(catalog: Catalog, typed: str) -> Said:
    if ended_home(catalog, typed):
        return _unknown(catalog, typed)
    return say("没有找到“%(typed)s”。请只写名称的一部分，或者写六位编号。", typed=typed)
