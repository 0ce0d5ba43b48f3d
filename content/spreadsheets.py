"""Opening a spreadsheet from outside, and what its cells say.

Its size is looked at before it is opened, and an XLSX file, which is a ZIP archive, also for what
it would become unpacked.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook, load_workbook

from content.faults import ContentError

MOST_BYTES = 20 * 2**20
MOST_UNPACKED = 200 * 2**20
MOST_RATIO = 100
"""Spreadsheets pack to a tenth; a thousandth is a bomb. Small parts may pack better by chance."""
SMALL = 2**20
MOST_COLUMNS = 200
FORMULA = ("=", "+", "-", "@")
"""Text that begins so is run as a formula when a spreadsheet opens it."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""How an old XLS begins, and what an XLSX with a password has inside such a file.

Source: MS-CFB 2.2; MS-OFFCRYPTO 2.3.4.4."""
DIGITS = 15
"""A number in a spreadsheet has no more of them."""
ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f]|005[Ff]|[Ff]{3}[EeFf])_")
"""How a cell spells what XML cannot hold, and the line before what only looks like it.

Source: ECMA-376 part 1, 22.9.2.19, ST_Xstring."""


def refuse_large(path: Path) -> None:
    """Refuse a file that is missing or too large to be a spreadsheet. Raises ContentError."""
    if not path.is_file():
        raise ContentError(f"没有文件 {path}")
    if path.stat().st_size > MOST_BYTES:
        raise ContentError(f"{path.name} 大于 {MOST_BYTES // 2**20} MB；请只保留要用的工作表")


def open_book(path: Path, *, formulas: bool = False) -> Workbook:
    """Open an XLSX file for reading row by row; the caller closes it.

    A formula cell gives its last value, or with `formulas` itself. Raises ContentError.
    """
    _look_at_archive(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(path, read_only=True, data_only=not formulas)
    # A damaged workbook fails with whatever its part of openpyxl meets first.
    except Exception as error:
        raise ContentError(f"{path.name} 不是完整的 XLSX 文件；请用表格软件重新保存") from error


def text_of(cell: object) -> str:
    """Give a cell as it is read on the screen: TRUE, whole numbers without point, days as ISO."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).upper()
        case datetime():
            return cell.isoformat(" ").removesuffix(" 00:00:00")
        case date() | time():
            return cell.isoformat()
        case float():
            return format(Decimal(format(cell, f".{DIGITS}g")), "f")
        case _:
            return ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(cell)).strip()


def _look_at_archive(path: Path) -> None:
    """Refuse an archive that would unpack to far more than a spreadsheet of homes can be."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise ContentError(f"{path.name} {_what_it_is(path.read_bytes())}") from error
    bombs = [
        part
        for part in parts
        if part.file_size > SMALL and part.file_size > MOST_RATIO * part.compress_size
    ]
    if bombs or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ContentError(f"{path.name} 解压后过大，不予打开")


def _what_it_is(body: bytes) -> str:
    """Say of a file that is no whole archive what it seems to be, and what to do."""
    if body.startswith(OLE):
        if ENCRYPTED in body:
            return "加了打开密码，读不了；请用表格软件去掉密码，再保存"
        return "是旧的 XLS 文件；请用表格软件打开，另存为 XLSX"
    if body.startswith(b"PK"):
        return "不完整，可能没有复制完或者没有下载完；请重新复制一份"
    return "不是 XLSX 文件（改了名字的 CSV 也不是）；请用表格软件打开，另存为 XLSX"
