"""What the form asks, in which steps, and what is wrong with an answer.

The standard edition asks on few pages, the elder edition one question a page; both from the same
questions, so that no edition asks for more than another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from complaints.filing import (
    ANONYMOUS,
    COMPLAINT,
    KINDS,
    NAMED,
    REACHABLE,
    RELATIONS,
    REPORT,
)
from content.checks.personal_data import personal_data

HOME, OFFICIALS, UNSURE = "home", "officials", "unsure"
ELSEWHERE = "elsewhere"
NOT_KNOWN = "unknown"
NO_TEXTS = "no"
BOTH = "both"
LONGEST_STORY = 5000
LONGEST_LINE = 100
SHORTEST_STORY = 10


@dataclass(frozen=True)
class Question:
    """One question: its name, its words, how it is answered, and what may be answered."""

    name: str
    label: str
    hint: str = ""
    kind: str = "line"
    choices: tuple[tuple[str, str], ...] = ()
    longest: int = LONGEST_LINE
    required: str = ""
    """What to say when the answer is missing; empty where it may be."""


def _same(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((word, word) for word in words)


ABOUT_CHOICES = (
    (HOME, "养老服务机构和它的员工"),
    (OFFICIALS, "政府部门或工作人员"),
    (UNSURE, "不清楚"),
)
KIND_CHOICES = (
    (COMPLAINT, "投诉（我自己的纠纷，请帮我解决）"),
    (REPORT, "举报（别人违规，要求查处）"),
    (BOTH, "两样都有（分成两件办理，各有编号）"),
    *_same(kind for kind in KINDS if kind not in (COMPLAINT, REPORT)),
)
QUESTIONS = {
    question.name: question
    for question in (
        Question(
            "about",
            "您反映的是",
            "反映政府部门或工作人员的，直接密封交给纪检监察，别的部门看不到。",
            "choice",
            ABOUT_CHOICES,
            required="请选一项；说不准就选“不清楚”",
        ),
        Question(
            "kind",
            "您想做什么",
            "",
            "choice",
            KIND_CHOICES,
            required="请选一项",
        ),
        Question(
            "institution",
            "哪一家机构",
            "写名称的一部分或六位编号，再按“查找”。不知道就空着。",
            "institution",
        ),
        Question("place", "在哪个区", "不知道机构名称时，至少告诉我们在哪个区。", "place"),
        Question("happened", "什么时候的事", "例如：11 月 3 日晚上，或者 从上个月开始"),
        Question(
            "story",
            "发生了什么事",
            "谁、在哪里、怎么样、您希望怎样解决。不要写身份证号。",
            "area",
            longest=LONGEST_STORY,
            required="请写发生了什么事",
        ),
        Question(
            "files",
            "照片或者 PDF",
            "没有就不用传。最多 5 个，每个不超过 10 MB。照片里的拍摄地点等信息会被去掉。"
            "有印章或填写内容的 PDF，请打印或截图后上传。",
            "files",
        ),
        Question("relation", "您是老人的", "", "choice", _same(RELATIONS), required="请选一项"),
        Question(
            "naming",
            "怎么称呼您",
            "机构看不到您的姓名和电话。匿名也受理，但我们无法打电话问您。",
            "choice",
            (
                (NAMED, "实名：留姓名和电话"),
                (REACHABLE, "只留联系方式：留电话，不留姓名"),
                (ANONYMOUS, "匿名：都不留"),
            ),
            required="请选一项",
        ),
        Question("name", "姓名", "选实名时填写"),
        Question(
            "telephone",
            "电话",
            "选实名或只留联系方式时填写。有消息时会给您发一条不含内容的短信。",
            "tel",
        ),
        Question(
            "texts",
            "有消息时发短信吗",
            "短信只说有新消息，不写编号，也不写是什么事。不选就是发。",
            "choice",
            (("yes", "发"), (NO_TEXTS, "不要发")),
        ),
        Question("matter", "这件事属于哪一类", "", "matter", required="请选一类，或者选“不清楚”"),
        Question("again", "再问一次：您反映的是", "", "choice", ABOUT_CHOICES),
    )
}
STEPS: dict[str, dict[str, tuple[str, ...]]] = {
    "standard": {
        "about": ("about",),
        "details": (
            *("kind", "institution", "place", "happened", "story", "files"),
            *("relation", "naming", "name", "telephone", "texts"),
        ),
        "matter": ("matter", "again"),
        "check": (),
    },
    "elder": {
        "about": ("about",),
        "kind": ("kind",),
        "institution": ("institution", "place"),
        "happened": ("happened",),
        "story": ("story",),
        "files": ("files",),
        "relation": ("relation",),
        "naming": ("naming", "name", "telephone", "texts"),
        "matter": ("matter", "again"),
        "check": (),
    },
}


def wrong(names: Iterable[str], answers: Mapping[str, str]) -> dict[str, str]:
    """Say what is wrong with the answers to these questions: name → what to do."""
    return problems((QUESTIONS[name] for name in names), answers)


def problems(questions: Iterable[Question], answers: Mapping[str, str]) -> dict[str, str]:
    """Say what is wrong with the answers to any questions: name → what to do."""
    found = {question.name: _problem(question, answers) for question in questions}
    return {name: problem for name, problem in found.items() if problem}


def personal_in(text: str) -> list[str]:
    """Say which personal data a text holds; what editors are to do about it is cut off."""
    return [said.split("；")[0] for said in personal_data(text)]


def _problem(question: Question, answers: Mapping[str, str]) -> str:
    value = answers.get(question.name, "").strip()
    if not value:
        return question.required or _needed_contact(question.name, answers)
    if len(value) > question.longest:
        return f"太长了：最多 {question.longest} 个字，现在 {len(value)} 个"
    if question.choices and value not in dict(question.choices):
        return question.required or "请选一项"
    if question.name == "story" and len(value) < SHORTEST_STORY:
        return f"请多写几句，至少 {SHORTEST_STORY} 个字，这样才能办理"
    if question.kind == "tel" and not 7 <= sum(mark.isdigit() for mark in value) <= 15:  # noqa: PLR2004
        return "电话号码不对，请检查"
    return ""


def _needed_contact(name: str, answers: Mapping[str, str]) -> str:
    naming = answers.get("naming")
    if name == "name" and naming == NAMED:
        return "选了实名，请写姓名；不想写可以改选“只留联系方式”"
    if name == "telephone" and naming in (NAMED, REACHABLE):
        return "请写电话；不想写可以改选“匿名”"
    return ""
