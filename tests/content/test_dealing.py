"""Dealing rows: each institution gets its own, the nation what belongs to none."""

from __future__ import annotations

from random import Random

from content import read_folder
from content.dealing import NATION, Hands
from content.tables import TABLES, Contract, ContractCheck, Penalty, Row
from tests import rows
from tests.folders import SAMPLE

A, B = "100001", "100002"


def test_each_row_comes_to_its_institution_and_the_rest_to_the_nation() -> None:
    first, second = (
        rows.penalty("P2026-0001", institution=A),
        rows.penalty("P2026-0002", institution=B),
    )
    home = rows.institution(A)

    assert dict(Hands([first, home, second])) == {NATION: [home], A: [first], B: [second]}


def test_a_yearly_check_belongs_to_whom_its_contract_does_even_if_it_comes_first() -> None:
    contract = rows.record(Contract, id="C2026-0001", institution=A)
    check = rows.record(ContractCheck, contract="C2026-0001")

    assert dict(Hands([check, contract])) == {NATION: [], A: [contract, check]}


def test_a_check_of_no_known_contract_is_left_to_the_nation() -> None:
    check = rows.record(ContractCheck, contract="C2026-0009")

    assert dict(Hands([check])) == {NATION: [check]}


def test_no_row_is_lost_or_doubled_in_whatever_order_they_come() -> None:
    folder = read_folder(SAMPLE)
    given: list[Row] = [row for kind in TABLES for row in folder.rows(kind)]
    mixed = Random(7).sample(given, len(given))  # noqa: S311 (the same order every time)

    dealt = {owner: set(hand) for owner, hand in Hands(given)}

    assert {owner: set(hand) for owner, hand in Hands(mixed)} == dealt
    assert sum(len(hand) for _, hand in Hands(mixed)) == len(given)
    assert any(isinstance(row, Penalty) for row in dealt["100012"])
