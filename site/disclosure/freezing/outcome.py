"""What comes of a build: a result to report, or an error that says why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from content import Fault

Progress = Callable[[int, int], None]


class BuildError(Exception):
    """The release was not made and the current one stands. The message, in Chinese, says why."""

    def __init__(self, message: str, faults: list[Fault] | None = None) -> None:
        """Refuse a build, with the faults of the content where they are the reason."""
        super().__init__(message)
        self.faults = faults or []


@dataclass
class Result:
    """What a build did. `seconds` on the clock, `peak` memory in MiB, `advice` for the editor."""

    release: str
    day: date
    rendered: list[str] = field(default_factory=list)
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    seconds: float = 0.0
    peak: float = 0.0
    advice: str = ""
