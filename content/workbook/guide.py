"""The first sheet: how to use the workbook, in plain Chinese, and where each table is."""

from __future__ import annotations

from openpyxl.styles import Alignment, Font
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from content.tables import Missing
from content.workbook.sheets import FIRST, Sheet

ADVICE = (
    "每张工作表是一张内容表。第 1 至 3 行（英文名、说明、标题）不要改；第 4 行起一行一条记录。",
    "可以改格子、插行、删行、移动整列、排序、筛选；行的次序就是内容表的次序。",
    "不要删除工作表，不要合并单元格，不要在表格右边另写文字；批注和另外的工作表不会读取。",
    f"没有数值时不要空白，填：{'、'.join(Missing)}。",
    "说明里写了“必填”的列要有确切的值，不能填这几个词；写了“可空白”的列可以空白。",
    "日期写成 2026-03-01；几个值用分号（；）隔开；不要在格子里写单位。",
    "新增机构时，编号留空，写回时自动给号并登记；同时要在别的表里填它的，照说明写下一个编号。",
    "其他表的编号由填表人编，全表不能重复。代码和编号的列填代码和编号，不填名称。",
    "机构、地区、单位等被其他表引用的行不能删除，代码也不能改；不再使用的，请填写“截止日期”或“停用日期”。",
    "改完后运行 gongshi workbook 内容文件夹 --read 本文件。",
    "有错误时逐格说明，什么也不写入；没有错误时列出全部改动，确认后一次写入。",
    "写出本文件以后，内容文件夹里的表如果又改过，就不能再写回；请重新写出一份，把改动抄过去。",
)
TABLES_FROM = len(ADVICE) + 4


def write_guide(target: Worksheet, sheets: tuple[Sheet, ...]) -> None:
    """Write the advice and a linked list of the sheets."""
    target.column_dimensions["A"].width = 90
    target.cell(1, 1, "养老服务公示内容").font = Font(bold=True, size=16)
    for row, advice in enumerate(ADVICE, start=2):
        target.cell(row, 1, f"{row - 1}. {advice}").alignment = Alignment(wrap_text=True)
    target.cell(TABLES_FROM - 1, 1, "工作表").font = Font(bold=True)
    for row, sheet in enumerate(sheets, start=TABLES_FROM):
        cell = target.cell(row, 1, f"{sheet.title}（{len(sheet.table.rows)} 行）")
        place = f"{quote_sheetname(sheet.title)}!A{FIRST}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
        cell.font = Font(underline="single", color="0563C1")
