"""What an officer types for others to see: a day that lies ahead, words that may be public."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from content.checks.personal_data import personal_data
from content.tables import Missing

A_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日")
LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){6,}")
"""Seven digits and more are a telephone, a ticket or a document of somebody."""


def day_problem(typed: str, today: date) -> str:
    """Say what is wrong with a day that must not be over; empty where nothing is."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return "请写成 2026-12-01 这样的日期"
    return "这一天已经过了" if day < today else ""


def public_problem(typed: str) -> str:
    """Say why words may not be public; empty where they may."""
    plain = unicodedata.normalize("NFKC", typed)
    if plain.strip() in set(Missing):
        return "请写明要办到什么；这个词在网站的数据里表示没有内容"
    if found := next(personal_data(plain), ""):
        return found
    if LONG_NUMBER.search(A_DAY.sub("", plain)):
        return "含有像编号或者电话的长数字；这段话会在网站上公开，请去掉"
    return ""
