"""Medians over rounds, figure by figure, and of how two subjects stand to each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from statistics import median
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Round = TypeVar("Round", bound="DataclassInstance")


def middle(rounds: Iterable[Round]) -> Round:
    """Give the median of each figure over the rounds."""
    found = list(rounds)
    figures = {
        one.name: median(getattr(each, one.name) for each in found) for one in fields(found[0])
    }
    return replace(found[0], **figures)


def ratio(some: Sequence[Round], others: Sequence[Round], name: str) -> float:
    """Divide a figure round by round and give the median of it.

    Raises ValueError for rounds that do not pair.
    """
    pairs = zip(some, others, strict=True)
    return float(median(getattr(one, name) / getattr(other, name) for one, other in pairs))
