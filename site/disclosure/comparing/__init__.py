"""Comparing homes for one family's case: rules alone, no page and no request."""

from disclosure.comparing.case import Case, read_case
from disclosure.comparing.comparison import Comparison, compare
from disclosure.comparing.said import Said, say

__all__ = ["Case", "Comparison", "Said", "compare", "read_case", "say"]
