"""Handing the current release to where it is served: a folder, another machine, a bucket."""

from disclosure.publishing.handing import Report, publish
from disclosure.publishing.target import Held, PublishError, Target
from disclosure.publishing.targets import target_of

__all__ = ["Held", "PublishError", "Report", "Target", "publish", "target_of"]
