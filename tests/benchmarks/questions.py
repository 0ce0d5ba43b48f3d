"""What families ask: seeded searches over the documents of a place, and homes to compare."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlencode

from disclosure.comparing.case import CARE
from search_index import Document
from search_index.pinyin import readings

SEED = 20261122
HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
NOTHING = ("查无此院", "齉龘爨", "海王星敬老", "zzxxqqvv", "押金飞碟")
SINGLE = "养老院山海福安康乐护区路"
COMMON = ("押金", "收费", "投诉", "护理", "养老", "老年人", "行政处罚", "床位", "消防", "食品安全")
COMPARED = {"two homes": 2, "three homes": 3, "four homes": 4}
FACETS = ("kind", "district", "street", "type", "vacancy")


@dataclass(frozen=True)
class Question:
    """One page: of which kind it is, what is typed, what is chosen."""

    kind: str
    typed: str
    chosen: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        """The address of its page."""
        if self.kind in COMPARED:
            return "/compare?" + urlencode(self.chosen)
        return "/search?" + urlencode([("q", self.typed), *self.chosen])


class _Asking:
    """Draws questions of every kind; the same ones for the same documents."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.chance = random.Random(SEED)  # noqa: S311 (the same questions every time)
        self.homes = [one for one in documents if one.kind == "institution"]
        self.texts = [
            passage.text for one in documents if one.kind == "policy" for passage in one.passages
        ]
        self.kinds: dict[str, Callable[[], Question]] = {
            "half a name": lambda: self._plain("half a name", self._half_name()),
            "street": lambda: self._plain("street", self._label("street")),
            "district": lambda: self._plain("district", self._label("district")),
            "one character": lambda: self._plain("one character", self.chance.choice(SINGLE)),
            "pinyin": lambda: self._plain("pinyin", self._pinyin()),
            "words of a law": lambda: self._plain("words of a law", self._piece()),
            "common word": lambda: self._plain("common word", self.chance.choice(COMMON)),
            "two words": lambda: self._plain("two words", self._two()),
            "with a facet": self._narrowed,
            "no result": lambda: self._plain("no result", self.chance.choice(NOTHING)),
        }

    def _plain(self, kind: str, typed: str) -> Question:
        return Question(kind, typed)

    def _half_name(self) -> str:
        name = self.chance.choice(self.homes).names[0]
        begin = self.chance.randrange(max(1, len(name) - 3))
        return name[begin : begin + self.chance.randint(2, 5)]

    def _label(self, facet: str) -> str:
        found = [one.label for one in self.chance.choice(self.homes).facets if one.name == facet]
        return found[0] if found else self._half_name()

    def _pinyin(self) -> str:
        syllables = [readings(one)[0] for one in self._half_name()]
        if self.chance.random() < 0.5:
            return "".join(one[:1] for one in syllables)
        return "".join(syllables)

    def _piece(self) -> str:
        runs = HAN.findall(self.chance.choice(self.texts)) or ["老年人"]
        run = self.chance.choice(runs)
        begin = self.chance.randrange(len(run) - 1)
        return str(run[begin : begin + self.chance.randint(2, 8)])

    def _two(self) -> str:
        one = self.chance.choice(COMMON)
        return f"{self._label('district')} {one}" if self.chance.random() < 0.5 else f"老年 {one}"

    def _narrowed(self) -> Question:
        facets = [one for one in self.chance.choice(self.homes).facets if one.name in FACETS]
        typed = self.chance.choice(("养老", "院", self._half_name(), "区"))
        if not facets:
            return Question("with a facet", typed, (("kind", "institution"),))
        one = self.chance.choice(facets)
        return Question("with a facet", typed, ((one.name, one.value),))


def questions(documents: Sequence[Document], each: int) -> list[Question]:
    """Draw so many questions of each kind and mix them."""
    asking = _Asking(documents)
    drawn = [draw() for draw in asking.kinds.values() for _ in range(each)]
    asking.chance.shuffle(drawn)
    return drawn


def comparisons(documents: Sequence[Document], each: int) -> list[Question]:
    """Draw so many comparisons of each number of homes, all of one type; half know their case."""
    chance = random.Random(SEED)  # noqa: S311 (the same homes every time)
    by_type: dict[str, list[str]] = {}
    for one in documents:
        for facet in one.facets:
            if facet.name == "type":
                by_type.setdefault(facet.value, []).append(one.link.key["id"])
    enough = [ids for ids in by_type.values() if len(ids) >= max(COMPARED.values())]
    weights = [len(ids) for ids in enough]
    drawn = []
    for (kind, count), number in product(COMPARED.items(), range(each)):
        [ids] = chance.choices(enough, weights)
        homes = tuple(("id", id_) for id_ in chance.sample(ids, count))
        case = (("care", chance.choice(CARE)), ("room", "2")) if number % 2 else ()
        drawn.append(Question(kind, "", (*homes, *case)))
    chance.shuffle(drawn)
    return drawn
