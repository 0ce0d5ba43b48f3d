"""From the catalog to a release: plan, render what changed, check, write, enter, switch."""

from disclosure.freezing.build import build, rollback
from disclosure.freezing.outcome import BuildError, Result
from disclosure.freezing.verifying import verify

__all__ = ["BuildError", "Result", "build", "rollback", "verify"]
