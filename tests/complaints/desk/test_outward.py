"""Words that go to the site: nothing personal, and nothing that the site's data cannot hold."""

from __future__ import annotations

import pytest

from complaints.desk.tickets.outward import public_problem
from content.tables import Missing


@pytest.mark.parametrize("word", [*Missing, f" {Missing.UNVERIFIED} "])
def test_a_word_for_no_content_is_no_demand(word: str) -> None:
    assert public_problem(word).startswith("请写明要办到什么")


@pytest.mark.parametrize("typed", ["一次退还全部押金", "情况不适用的，写明理由", "=退还押金"])
def test_a_demand_may_be_public(typed: str) -> None:
    assert not public_problem(typed)
