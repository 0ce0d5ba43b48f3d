"""What a table of states cannot say: conditions given plain values, named in `transitions.csv`."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date

from complaints.workflow.terms import AssignmentState, Part, Term

URGE_EVERY = 3  # Working days.
MOST_REQUESTS = 2
NOT_HELD = frozenset({AssignmentState.WAIVED})
SETTLED = frozenset({AssignmentState.APPROVED, AssignmentState.WAIVED})

Assignments = Iterable[tuple[Part, AssignmentState]]


class Guard(Term):
    """A condition of a transition, and the sentence for when it does not hold."""

    FIRST_TIME = "first_time", "只能提出一次"
    WITHIN_WINDOW = "within_window", "期限已过"
    WINDOW_OVER = "window_over", "期限未到"
    UNJUDGED = "unjudged", "本轮答复已经评价过"
    UNDISPOSED = "undisposed", "内容的保管期限已满，已经销毁"
    MAY_URGE = "may_urge", f"{URGE_EVERY} 个工作日内只能催办一次"
    ONE_HANDLER = "one_handler", "必须有且只有一个主办单位"
    PARTS_SETTLED = "parts_settled", "主办尚未审核通过，或者还有协办没有办完"
    COOPERATING = "cooperating", "只有协办可以免办，主办只能改派"
    NOT_OWN_DRAFT = "not_own_draft", "不能审核自己起草的意见"
    OTHER_OFFICER = "other_officer", "必须由没有经手的人办理"
    MAY_TAKE_PART = "may_take_part", "密封的件只能由纪检监察机构办理"
    WAITING = "waiting", "没有在等补正材料"
    HAS_CODE = "has_code", "12345 转来的件，反映人没有查询码，不能在网上补正，请打电话问他"
    NOT_WAITING = "not_waiting", "正在等补正材料"
    MAY_ASK_MORE = "may_ask_more", f"一轮最多请反映人补正 {MOST_REQUESTS} 次"
    HAS_WINDOW = "has_window", "没有规定补正的期限，不能暂停"
    EXTENDABLE = "extendable", "这段时限的规定不允许延期"
    NOT_EXTENDED = "not_extended", "一段时限只能延期一次"
    NOT_DUE = "not_due", "到期日已过，不能再延期"
    WITHIN_RULE = "within_rule", "天数要在规定允许的范围内"
    EXTENSION_ASKED = "extension_asked", "没有人申请延期"
    NONE_ASKED = "none_asked", "已经申请延期，等答复"
    NOT_OWN_REQUEST = "not_own_request", "不能批准自己的申请"
    INSISTED = "insisted", "牵头单位维持分派以后才能提请裁定"
    UNCONTESTED = "uncontested", "只能提请裁定一次"
    NOT_RULED = "not_ruled", "上级已经裁定由谁办理"
    NEW_UNIT = "new_unit", "这个单位已经在办"
    CONTACT_KEPT = "contact_kept", "没有联系方式可交，或者已经交给这个单位"
    NOT_SUPERVISED = "not_supervised", "已经督办"
    NOT_LISTED = "not_listed", "已经挂牌督办"
    SUPERVISED = "supervised", "没有在督办"
    MAY_CALL = "may_call", "没有留电话，或者本轮已经回访完"
    IS_TWIN = "is_twin", "只能关联同一机构、同一事项、30 天内收到的在办件"
    IS_LINKED = "is_linked", "没有关联这一件"
    MAY_MEDIATE = "may_mediate", "只有知道机构、留了电话、反映人能上网查进度的投诉可以调解"
    NOT_OFFERED = "not_offered", "本轮已经提议过调解"
    OFFERED = "offered", "没有在调解"
    CONSENT_OPEN = "consent_open", "没有在等您答复是否同意调解"
    OWN_CODE = "own_code", "请先换一个只有您知道的查询码"
    CONSENTED = "consented", "反映人没有同意，或者已经收回，或者已经交过"
    ANSWERS_NOTED = "answers_noted", "有效的回访要记下三个问题的回答"


def may_publish(assignments: Assignments) -> bool:
    """Tell whether the parts of this round allow an answer (`parts_settled`).

    The one 主办 is approved, every other part approved or waived.
    """
    parts = list(assignments)
    return (
        one_handler(parts)
        and (Part.HANDLING, AssignmentState.APPROVED) in parts
        and all(state in SETTLED for _, state in parts)
    )


def one_handler(assignments: Assignments) -> bool:
    """Tell whether exactly one 主办 holds its part, the planned offers counted in."""
    handling = [
        state for part, state in assignments if part == Part.HANDLING and state not in NOT_HELD
    ]
    return len(handling) == 1


def own_draft(drafters: AbstractSet[object], officer: object) -> bool:
    """Tell whether an officer wrote any version of this draft.

    Whoever did may submit it, and the event shows it; he may not approve it (`not_own_draft`).
    """
    return officer in drafters


def other_officer(involved: AbstractSet[object], officer: object) -> bool:
    """Tell whether an officer had no hand in what he now decides or asks about."""
    return officer not in involved


def first_time(times_before: int) -> bool:
    """Tell whether this was never done before on this ticket."""
    return times_before == 0


def within_window(today: date, last_day: date | None) -> bool:
    """Tell whether a window is open; its last day belongs to it, and 待定 never shuts it."""
    return last_day is None or today <= last_day


def window_over(today: date, last_day: date | None) -> bool:
    """Tell whether a window has ended."""
    return not within_window(today, last_day)


def may_urge(working_days_since: int | None) -> bool:
    """Tell whether the citizen may urge: never yet, or long enough ago."""
    return working_days_since is None or working_days_since >= URGE_EVERY


def may_ask_more(times_before: int) -> bool:
    """Tell whether the citizen may be asked for more once again in this round."""
    return times_before < MOST_REQUESTS


def may_take_part(unit: str, discipline_unit: str, *, sealed: bool) -> bool:
    """Tell whether a unit may hold a part: of a sealed ticket only the discipline unit."""
    return not sealed or unit == discipline_unit
