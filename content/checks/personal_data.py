"""Personal data that may not be published: mobile numbers, identity numbers, private mail.

A mobile number is lawful only in a column declared `public_contact`, in a row whose holder
published it (个人信息保护法 第二十七条: 自行公开或者其他已经合法公开的个人信息).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from stdnum.cn import ric

from content.cells import INVISIBLE
from content.faults import Fault
from content.folder import TEXTS, Folder
from content.reading import Table
from content.schema import Column, columns
from content.tables import Row

MOBILE = re.compile(r"(?<![0-9-])(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d){8}(?!\d)")
IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
PRIVATE_MAIL = re.compile(
    r"[\w.+-]+@(?:vip\.)?"
    r"(?:qq|foxmail|163|126|139|189|sina|sohu|yeah|aliyun|gmail|outlook|hotmail|icloud|live)"
    r"\.(?:com|cn|net)",
    re.IGNORECASE,
)
NOT_WORDS = ("credit_code", "organ_code", "root", "signature")
"""Codes and digests: their digits may look like a number of somebody and never are one."""
MOBILE_ELSEWHERE = "含有手机号；公开的手机号只能填在联系方式列，并由本人公开"
MOBILE_OF_UNIT = "含有手机号；请改填单位电话"
MOBILE_UNPUBLISHED = "含有手机号；使用人自行公开的，“本人公开”填 是，否则改填单位电话"


def personal_data_faults(folder: Folder) -> Iterator[Fault]:
    """Search every text cell, every policy and every other text."""
    for table in folder.tables.values():
        texts = [
            column
            for column in columns(table.kind)
            if column.is_text and column.name not in NOT_WORDS
        ]
        for number, row in table:
            yield from _row_faults(table, number, row, texts)
    for name, text in folder.texts.items():
        for number, line in enumerate(text.splitlines(), start=1):
            for problem in personal_data(line):
                yield Fault(f"{TEXTS}/{name}", number, "", problem)


def personal_data(text: str, *, of_mobile: str = MOBILE_ELSEWHERE) -> Iterator[str]:
    """Say in Chinese which personal data `text` holds; the data itself is never repeated.

    `of_mobile` is what to say of a mobile number: nothing where one is allowed.
    """
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    if of_mobile and MOBILE.search(plain):
        yield of_mobile
    if any(ric.is_valid(found) for found in IDENTITY.findall(plain)):
        yield "含有居民身份证号码；任何表格和文件都不得填写"
    if PRIVATE_MAIL.search(plain):
        yield "含有个人邮箱；请改用单位邮箱"


def _row_faults(table: Table[Row], number: int, row: Row, texts: list[Column]) -> Iterator[Fault]:
    for column in texts:
        value = getattr(row, column.name)
        for text in value if isinstance(value, tuple) else (value,):
            for problem in personal_data(text or "", of_mobile=_of_mobile(row, column)):
                yield Fault(table.file, number, column.label, problem)


def _of_mobile(row: Row, column: Column) -> str:
    if not column.public_contact:
        return MOBILE_ELSEWHERE
    if not hasattr(row, "published_by_holder"):
        return MOBILE_OF_UNIT
    return "" if row.published_by_holder else MOBILE_UNPUBLISHED
