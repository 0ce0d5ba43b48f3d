"""Feeds: Atom 1.0 (RFC 4287), for readers that ask by themselves whether something is new."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

MEDIA_TYPE = "application/xml"
"""What servers say of a file called `.xml`; the link in a page says application/atom+xml."""

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (section 2.2) does not allow, not even escaped."""

FEED = Markup("""\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">
<id>{0.url}</id>
<title>{0.title}</title>
<subtitle>{0.subtitle}</subtitle>
<updated>{updated}</updated>
<author><name>{0.author}</name></author>
<link rel="self" type="application/atom+xml" href="{0.url}"/>
<link rel="alternate" type="text/html" href="{0.page}"/>
{entries}</feed>
""")
ENTRY = Markup("""\
<entry>
<id>{0.url}</id>
<title>{0.title}</title>
<updated>{updated}</updated>
<link rel="alternate" type="text/html" href="{0.url}"/>
<summary>{0.summary}</summary>
</entry>
""")


@dataclass(frozen=True)
class Entry:
    """One thing that is new; `url` is where it stands, and its name for ever."""

    url: str
    title: str
    summary: str
    day: date


@dataclass(frozen=True)
class Feed:
    """A feed of its own address `url`, beside the page at `page`; `day` is that of the newest."""

    url: str
    page: str
    title: str
    subtitle: str
    author: str
    day: date


def atom(feed: Feed, entries: Iterable[Entry]) -> str:
    """Write a feed. Texts are escaped as in pages, so that the guard knows every spelling."""
    body = Markup().join(ENTRY.format(one, updated=_moment(one.day)) for one in entries)
    return NO_XML.sub("\ufffd", FEED.format(feed, updated=_moment(feed.day), entries=body))


def _moment(day: date) -> str:
    """Give the beginning of a day as it is counted in Shanghai."""
    return f"{day}T00:00:00+08:00"
