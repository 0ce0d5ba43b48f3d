"""What a red line finds: touched, not touched, or not to be told from what was filed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from content.tables import Row

State = Literal["触及", "未触及", "无法判断"]
TOUCHED: State = "触及"
CLEAR: State = "未触及"
UNKNOWN: State = "无法判断"


@dataclass(frozen=True)
class Finding:
    """A state, why, in one plain Chinese sentence, and the records that it rests on."""

    state: State
    why: str
    records: tuple[Row, ...] = ()


@dataclass(frozen=True)
class RedLine:
    """One line of the self-check (红线自检) with its rule; `local` rules hold in one place only."""

    code: str
    title: str
    state: State
    why: str
    basis: str
    source: str
    local: bool
    records: tuple[Row, ...]
