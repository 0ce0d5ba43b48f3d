"""Reading TOML files that people write by hand: what is wrong, by its line, in Chinese."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from content.faults import ContentError

PLACE = re.compile(r"\(at line (\d+), column \d+\)")
OPEN_QUOTE = (r"Illegal character '\n'", r"Illegal character '\r'", "Unterminated string")
"""How tomllib says that a line ends before its text does."""


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file (UTF-8, with or without BOM). Raises ContentError, which names the line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        message = "没有这个文件"
    except OSError as error:
        message = f"无法读取（{error.strerror}）"
    except UnicodeDecodeError:
        message = "不是 UTF-8 编码；请另存为 UTF-8"
    except tomllib.TOMLDecodeError as error:
        message = _told(str(error))
    raise ContentError(message)


def _told(error: str) -> str:
    """Say an error of tomllib so that an editor can find the line."""
    found = PLACE.search(error)
    where = f"第 {found[1]} 行" if found else "文件末尾"
    if error.startswith(OPEN_QUOTE):
        return f"无法读取：{where}的引号没有闭合"
    if "overwrite" in error.lower():
        return f"无法读取：{where}的名称前面已经写过"
    return f"无法读取：{where}写法不对；请检查引号和等号"
