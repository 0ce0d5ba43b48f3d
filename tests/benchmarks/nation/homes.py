"""An institution: what is drawn of it once, so that its rows in all tables fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from content.tables import Row
from tests.benchmarks.nation import words
from tests.benchmarks.nation.chains import SHARE, Chain
from tests.benchmarks.nation.chance import Drawn, Shares, credit_code, telephone
from tests.benchmarks.nation.places import FIRST_ID, District
from tests.benchmarks.nation.sample import prefix

BEDS = (5.19, 0.75)
"""Logarithm of the beds and its spread: quartiles 108, 180, 298 as in Shanghai."""
MOST_BEDS = 1500
ROOMS = ((4, 32, 0.8), (3, 27, 0.9), (2, 24, 1.5), (1, 18, 2.4))
"""Persons, square metres, and the price of a bed as a share of the usual one."""
NUMERALS = " 单双三四"
ABILITIES = ("能力完好", "轻度失能", "中度失能", "重度失能", "完全失能")
LEVELS = ("自理", "一级护理", "二级护理", "三级护理", "特级护理")
HAZARDS = Shares({0: 60, 1: 28, 2: 9, 3: 3})
PENALTIES = Shares({0: 940, 1: 45, 2: 11, 3: 4})
FORMS = {"公建公营": ("事业单位", "12"), "公建民营": ("社会服务机构", "52")}
COMPANY = ("企业", "91")
PRIVATE_FORMS = Shares({("社会服务机构", "52"): 60, COMPANY: 35, ("个体工商户", "92"): 5})


class Home(Drawn):
    """One institution, drawn from its number, its county and the chains there are."""

    def __init__(self, seed: int, district: District, rank: int, chains: list[Chain]) -> None:
        """Draw the `rank`-th institution of a county."""
        super().__init__(seed, 2, district.first + rank)
        chance = self.chance
        self.district, self.rank = district, rank
        self.id = str(FIRST_ID + self.number)
        self.street_code, self.street = district.streets[self.between(0, len(district.streets) - 1)]
        self.built_run = words.RUN.draw(chance)
        self.ending = words.ENDINGS[self.built_run].draw(chance)
        self.legal_form, kind = self._form()
        self.own_code = credit_code(kind, district.number, self.number)
        self.chain = self._join(chains) if chance.random() < SHARE else None
        self.beds = min(MOST_BEDS, max(10, round(chance.lognormvariate(*BEDS))))
        self.vacant = 0 if chance.random() < 0.12 else int(self.beds * chance.random() * 0.5)
        self.age = self.between(400, 9000) if chance.random() < 0.9 else self.between(60, 399)
        self.closed = self.between(25, 250) if chance.random() < 0.02 and self.number else 0
        self.neglect = 0.5 if chance.random() < 0.05 else 0.03
        self.silent = chance.random() < 0.015 and self.number > 0
        self.brand = chance.choice(words.BRANDS)
        self.name = self._named(self.brand)
        self.telephone = telephone(chance)
        self.price = 60 * self.between(8, 40)

    @property
    def unit(self) -> str:
        """The unit that reports: civil affairs of the county."""
        return self.district.unit

    @property
    def credit_code(self) -> str:
        """Its own code, or that of the chain of which it is a branch."""
        return self.chain.credit_code if self.chain and self.number % 2 else self.own_code

    @property
    def operator_code(self) -> str:
        """The code of who runs it."""
        return self.chain.code if self.chain else f"op-{self.id}"

    @property
    def operator(self) -> str:
        """The name of who runs it."""
        return self.chain.name if self.chain else self.name

    @cached_property
    def address(self) -> str:
        """Where it stands: at a road, or in a village, whose names every county has."""
        where = f"示例省{self.district.name}{self.street}"
        if self.street[-1] in "镇乡" and self.chance.random() < 0.4:
            return f"{where}{self.chance.choice(words.VILLAGES)}{self.between(1, 12)}组"
        road, number = self.chance.choice(words.ROADS), self.between(1, 900)
        lane = f"{self.between(1, 60)}号楼" if self.chance.random() < 0.15 else ""
        return f"{where}{road}{number}号{lane}"

    @cached_property
    def rooms(self) -> tuple[tuple[int, int, float], ...]:
        """The types of room it has, large ones first."""
        return ROOMS[self.between(0, 2) :]

    @cached_property
    def levels(self) -> int:
        """How many levels of care it knows."""
        return self.between(3, 5)

    @cached_property
    def graded(self) -> int:
        """How many days ago it was graded; zero where it never was."""
        return self.between(40, 1700) if self.one_in(1.8) else 0

    @cached_property
    def visits(self) -> list[int]:
        """How many days ago it was inspected, the oldest first."""
        return sorted((self.between(24, 1200) for _ in range(self.between(2, 5))), reverse=True)

    @cached_property
    def hazards(self) -> int:
        """How many of its first visits found a hazard."""
        return min(len(self.visits), HAZARDS.draw(self.chance)) if self.number else 2

    @cached_property
    def grave(self) -> bool:
        """Whether what was found there is of the gravest kind."""
        return self.hazards > 0 and self.one_in(12)

    @cached_property
    def promises(self) -> int:
        """How many sentences it signed."""
        return self.between(3, 6) if self.one_in(3) else 0

    @cached_property
    def penalties(self) -> list[int]:
        """How many days ago it was punished."""
        count = PENALTIES.draw(self.chance) if self.number else 3
        return [self.between(30, 1200) for _ in range(count)]

    def key(self, kind: type[Row], number: int) -> str:
        """Give the id of its `number`-th row in a table."""
        return f"{prefix(kind)}{self.id}-{number}"

    def document(self, word: str, day: str, number: int = 1) -> str:
        """Write the number of a document about it; no two homes of a county share one."""
        return self.district.document(word, day, self.rank * 8 + number)

    def former_name(self) -> str:
        """Give a name that it may have had."""
        return self._named(self.chance.choice(words.BRANDS))

    def _form(self) -> tuple[str, str]:
        """Draw the legal form, with the characters that stand for it in a credit code."""
        if self.ending.endswith("公司"):
            return COMPANY
        return FORMS.get(self.built_run) or PRIVATE_FORMS.draw(self.chance)

    def _named(self, brand: str) -> str:
        """Compose a name; town homes bear the town's name, so the same stand in many counties."""
        town = self.street.removesuffix("街道")
        if self.built_run == "公建公营":
            of_county = self.ending == "福利院"
            return f"{self.district.name}社会福利院" if of_county else f"{town}{self.ending}"
        if self.ending == "敬老院" and self.built_run == "公建民营":
            return f"{self.district.name}{town}{self.ending}"
        draw = self.chance.random()
        front = self.district.name if draw < 0.5 else self.district.short if draw < 0.8 else ""
        return f"{front}{brand}{self.ending}"

    def _join(self, chains: list[Chain]) -> Chain:
        """Choose a chain; the first ones are large."""
        return chains[int(len(chains) * self.chance.random() ** 2)]


def homes_of(district: District, seed: int, chains: list[Chain]) -> Iterator[Home]:
    """Give the institutions of a county; within it, no two have one name."""
    named = Counter[str]()
    for rank in range(district.homes):
        home = Home(seed, district, rank, chains)
        named[home.name] += 1
        if named[home.name] > 1:
            home.name += f"（{named[home.name]}号院）"
        yield home
