"""From the catalog to a release: plan, render what changed, check, write, switch."""

from disclosure.freezing.build import build, rollback
from disclosure.freezing.outcome import BuildError, Result

__all__ = ["BuildError", "Result", "build", "rollback"]
