"""我家老人能住吗: the lines on who is taken in, rooms, beds and visits."""

from __future__ import annotations

from dataclasses import replace

from content.tables import CareLevel, Missing, Room
from disclosure.comparing.homes import Given, Home
from disclosure.comparing.lines import Cell, Line, Section, fact, line, reported, why_not
from disclosure.comparing.quotes import too_old
from disclosure.comparing.said import Said, say


def living(given: Given) -> Section:
    """Make the first section."""
    lines = [
        line(given, say("是什么机构"), lambda home: _kind(given, home)),
        line(given, say("收住哪些老人"), lambda home: _takes_in(given, home)),
    ]
    if given.case.care:
        lines.append(line(given, say("照护等级"), lambda home: _level(given, home)))
    return Section("living", say("我家老人能住吗"), (*lines, *_beds(given)))


def _beds(given: Given) -> tuple[Line, ...]:
    return (
        line(given, say("房型"), lambda home: _room(given, home)),
        line(given, say("现在有空床"), lambda home: _vacancy(given, home)),
        line(given, say("探视时间"), lambda home: _visiting(given, home)),
    )


def _visiting(given: Given, home: Home) -> Cell:
    return reported(given.catalog, home.row, home.row.visiting)


def _kind(given: Given, home: Home) -> Cell:
    words = say("%(kind)s，%(run)s", kind=home.row.kind, run=home.row.built_run)
    return fact(given.catalog, words, home.row)


def _takes_in(given: Given, home: Home) -> Cell:
    cell = reported(given.catalog, home.row, home.row.takes_in)
    admitted = given.case.admitted(home.row.takes_in)
    notes = [say("%(note)s", note=home.row.admission_note)] if home.row.admission_note else []
    if admitted is not None:
        word = say("收%(care)s", care=given.case.care)
        notes.insert(0, word if admitted else say("不收%(care)s", care=given.case.care))
    return replace(cell, notes=tuple(notes))


def _level(given: Given, home: Home) -> Cell:
    """Show the level of care that our case is charged by."""
    named = (level for level in home.levels if level.ability == given.case.care)
    found: CareLevel | None = home.quote.cost.level if home.quote.cost else next(named, None)
    if found:
        words = say("%(name)s：%(services)s", name=found.name, services=found.services)
        return reported(given.catalog, found, found.name, words)
    if home.quote.cost:
        return fact(given.catalog, say("不分等级"), home.row)
    names = tuple(level.name for level in home.levels)
    if not names:
        return why_not(given.catalog, say("%(word)s", word=Missing.NOT_REPORTED))
    return why_not(given.catalog, say("没有列出这一级；有%(names)s", names=names), home.levels[0])


def _room(given: Given, home: Home) -> Cell:
    """Show the room that our case is charged by, or what there is."""
    wanted = [room for room in home.rooms if given.case.wants(room)]
    if home.quote.cost and home.quote.cost.room:
        wanted = [home.quote.cost.room]
    if not home.rooms:
        return why_not(given.catalog, say("%(word)s", word=Missing.NOT_REPORTED))
    if not wanted:
        names = tuple(room.name for room in home.rooms)
        return why_not(given.catalog, say("没有这种；有%(names)s", names=names), home.rooms[0])
    if len(wanted) > 1:
        names = tuple(room.name for room in wanted)
        return fact(given.catalog, say("%(names)s", names=names), *wanted)
    room = wanted[0]
    return fact(given.catalog, say("%(name)s", name=room.name), room, notes=_details(given, room))


def _details(given: Given, room: Room) -> list[Said]:
    found = []
    if not isinstance(room.area, Missing):
        area = f"{room.area:f}".rstrip("0").rstrip(".") if "." in f"{room.area:f}" else room.area
        found.append(say("每间 %(area)s 平方米", area=str(area)))
    if not isinstance(room.bathroom, Missing):
        found.append(say("有独立卫生间") if room.bathroom else say("没有独立卫生间"))
    if not isinstance(room.vacant, Missing) and not too_old(room, given.catalog.day):
        found.append(say("这种房空 %(n)s 张", n=room.vacant))
    return found


def _vacancy(given: Given, home: Home) -> Cell:
    capacity = home.capacity
    vacant = capacity.vacant if capacity else Missing.NOT_REPORTED
    words = say("%(n)s 张", n=vacant) if vacant else say("没有")
    cell = reported(given.catalog, capacity, vacant, words)
    if not (capacity and cell.known) or isinstance(capacity.beds, Missing):
        return cell
    return replace(cell, notes=(say("共 %(n)s 张", n=capacity.beds),))
