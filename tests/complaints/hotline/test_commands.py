"""What the console says of orders: rows and columns, never a word of a citizen's."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import click
import pytest

from complaints.database import Database
from complaints.hotline.commands import export_results, import_orders
from complaints.hotline.taking import Desk
from complaints.keys import Purpose
from tests.complaints.hotline.handing import ORDERS, USUAL, Hotline

NOT_FOR_THE_CONSOLE = ("来电人", "联系电话", "诉求内容", "工单标题", "被反映单位", "工单编号")


def desk(hotline: Hotline) -> Desk:
    return Desk(hotline.database, hotline.at)


def test_the_console_names_rows_and_columns_and_nobody(
    hotline: Hotline, capsys: pytest.CaptureFixture[str]
) -> None:
    source = Path(shutil.copy(ORDERS, hotline.folder))

    import_orders(source, "12345", desk(hotline))

    said = "".join(capsys.readouterr())
    assert "名单 16 行：转入 9 件，以前已转入 1 件，退回 6 行" in said
    assert "退回  第 11 行，诉求内容：超过 5000 个字，现在 5001 个" in said
    assert "请看一下  第 4 行：认不出是哪一家机构" in said
    assert "orders.csv.rejected.csv（只有本人能读" in said
    told = csv.DictReader(io.StringIO(ORDERS.read_text("utf-8-sig"), newline=""))
    cells = {row[name] for row in told for name in NOT_FOR_THE_CONSOLE} - {""}
    assert [cell for cell in cells if cell in said] == []
    assert "密封" not in said


def test_a_long_list_of_refusals_is_cut_and_counted(
    hotline: Hotline, capsys: pytest.CaptureFixture[str]
) -> None:
    source = hotline.sheet(*({**USUAL, "工单编号": ""} for _ in range(25)))

    import_orders(source, "12345", desk(hotline))

    assert "退回  另有 5 行" in capsys.readouterr().out


def test_results_are_written_and_counted(
    hotline: Hotline, capsys: pytest.CaptureFixture[str]
) -> None:
    hotline.hand()
    target = hotline.folder / "结果.xlsx"

    export_results(hotline.database, hotline.at(), "12345", target, None)

    assert "写出 1 件到" in capsys.readouterr().out
    assert target.is_file()


def test_a_mapping_that_is_not_there_is_told(hotline: Hotline) -> None:
    with pytest.raises(click.ClickException, match="没有这个文件"):
        import_orders(ORDERS, "nowhere.toml", desk(hotline))


def test_when_the_database_is_away_it_is_said_what_to_do(hotline: Hotline) -> None:
    source = hotline.sheet(USUAL)
    away = Database(f"sqlite:///{hotline.folder / 'nowhere' / 'db.sqlite3'}")

    with pytest.raises(click.ClickException, match="不会重复"):
        import_orders(source, "12345", Desk(away, hotline.at))
    away.engine.dispose()


@pytest.mark.parametrize("purpose", [Purpose.CONTACT, Purpose.RECEIPT])
def test_a_lost_key_is_named_with_what_to_do(hotline: Hotline, purpose: Purpose) -> None:
    source = hotline.sheet(USUAL)
    kept = hotline.keys.file(purpose).rename(hotline.folder / "kept")

    with pytest.raises(click.ClickException, match=f"{purpose}.key 不在.*再转一次，不会重复"):
        import_orders(source, "12345", desk(hotline))

    kept.rename(hotline.keys.file(purpose))
    import_orders(source, "12345", desk(hotline))
    assert hotline.only().channel == "12345"


def test_a_key_that_a_known_order_lies_under_is_named(hotline: Hotline) -> None:
    hotline.hand(诉求内容="民政局检查的人收了院长的红包，不管我们。")
    hotline.keys.file(Purpose.SEALED).unlink()
    hotline.keys.make_missing()

    with pytest.raises(click.ClickException, match=r"sealed\.key 里没有编号"):
        import_orders(hotline.folder / "工单.csv", "12345", desk(hotline))
