"""Nothing found: why, and what can be looked for instead that does find something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.comparing import Said, say
from disclosure.dynamic.asking import Asked
from disclosure.dynamic.run import Run
from search_index import Query, Reason, Why, Word

LONGEST_WORD = 20
MOST = 4


@dataclass(frozen=True)
class Retry:
    """Something else to look for: in words, with how much it finds."""

    said: Said
    total: int
    url: str


def reason(why: Why) -> Said:
    """Say in plain words why nothing was found."""
    words = "、".join(f"“{_short(word)}”" for word in why.words[:MOST])
    match why.reason:
        case Reason.UNKNOWN:
            return say("本站公示的内容里，没有写着%(words)s的。", words=words)
        case Reason.APART:
            return say("%(words)s分开都有，没有一处是同时写着的。", words=words)
        case Reason.EXCLUDED:
            return say("找到的内容里都有%(words)s，您写了不要它。", words=words)
        case Reason.NARROWED:
            return say("有这样的内容，可是不在您选的范围里。")


def retries(run: Run) -> list[Retry]:
    """Give what else can be looked for; only what does find something is offered."""
    found: dict[str, Retry] = {}
    for said, other in _others(run):
        url = run.write(other)
        if url not in found and (total := run.total(other)):
            found[url] = Retry(said, total, url)
    return list(found.values())[:MOST]


def _others(run: Run) -> Iterator[tuple[Said, Asked]]:
    asked, query = run.asked, run.answer.query
    for name, value in asked.chosen.items():
        yield say("不限“%(words)s”", words=run.label(name, value)), asked.without(name)
    if any(word.quoted for word in query.words):
        unquoted = " ".join(word.text for word in query.words)
        yield say("去掉引号，查%(words)s", words=_short(unquoted)), asked.of(unquoted)
    if query.excluded and query.words:
        wanted = _written(query.words)
        yield say("什么也不排除，查%(words)s", words=_short(wanted)), asked.of(wanted)
    for words in _fewer(query, run.answer.why):
        yield say("只查%(words)s", words=_short(_written(words))), asked.of(_written(words))


def _fewer(query: Query, why: Why | None) -> Iterator[tuple[Word, ...]]:
    """Leave out the words that stand nowhere, or take each word alone."""
    if why is None or len(query.words) == 1:
        return
    if why.reason is Reason.UNKNOWN:
        if known := tuple(word for word in query.words if word.text not in why.words):
            yield known
    elif why.reason is Reason.APART:
        yield from ((word,) for word in query.words)


def _written(words: tuple[Word, ...]) -> str:
    """Write words as they would be typed."""
    return " ".join(f'"{word.text}"' if word.quoted else word.text for word in words)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_WORD else text[:LONGEST_WORD] + "…"
