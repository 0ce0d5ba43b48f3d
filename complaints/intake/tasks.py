"""What a citizen may do with his ticket: each task a step of the workflow with its own small form.

The standard edition asks for all of a task on one page, the elder edition one question a page.
"""

from __future__ import annotations

from dataclasses import dataclass

from complaints.intake.questions import LONGEST_STORY, Question
from disclosure.theme import Edition

FILES = "files"
ADDING = frozenset({"add_words", "give_more"})
"""Tasks of words, files or both: who hands in files alone has said enough."""


@dataclass(frozen=True)
class Task:
    """One thing to do: the step that it takes, what it asks, and what is said of it.

    `hint` stands beside its button, `lede` over its form, `done` on the page after it. A task
    whose pages are `apart` shows each question on a page of its own in every edition.
    """

    action: str
    label: str
    hint: str
    title: str
    lede: str
    done: str
    send: str
    questions: tuple[Question, ...] = ()
    apart: bool = False

    def pages(self, edition: Edition) -> list[tuple[Question, ...]]:
        """Give the pages of its form; one without questions asks once more."""
        if (edition.elder or self.apart) and self.questions:
            return [(question,) for question in self.questions]
        return [self.questions]


def _choice(name: str, label: str, *words: tuple[str, str]) -> Question:
    return Question(name, label, kind="choice", choices=words, required="请选一项")


def _area(name: str, label: str, hint: str, required: str = "") -> Question:
    return Question(name, label, hint, "area", longest=LONGEST_STORY, required=required)


ANY_FILES = Question(
    FILES,
    "照片或者 PDF",
    "没有就不用传。一次最多 5 个，每个不超过 10 MB。照片里的拍摄地点等信息会被去掉。",
    FILES,
)

TASKS = {
    task.action: task
    for task in (
        Task(
            "give_more",
            "补充所缺的材料",
            "交了以后马上继续办理。",
            "补充所缺的材料",
            "送出以后，办理期限从明天起继续计算。机构看不到您补充的内容。",
            "已经收到，继续办理。",
            "送出",
            (_area("text", "要补充的文字", "只交文件的，可以空着。不要写身份证号。"), ANY_FILES),
            apart=True,
        ),
        Task(
            "answer_mediation",
            "答复是否同意调解",
            "同意了才会把联系方式交给机构；不同意也照常办理。",
            "是否同意调解",
            "您说了才算。不同意也照常办理，不影响结果。",
            "您的答复已经记下。",
            "送出答复",
            (
                _choice(
                    "agrees",
                    "您同意把上面这些交给这家机构吗",
                    ("是", "同意，可以交给机构"),
                    ("否", "不同意，不要交给机构"),
                ),
            ),
        ),
        Task(
            "take_back_consent",
            "收回同意",
            "联系方式还没有交给机构，可以收回。",
            "收回同意",
            "收回以后，不会把您的联系方式交给机构，这一件照常办理。确定收回吗？",
            "已经收回，联系方式没有交给机构。",
            "确定收回",
        ),
        Task(
            "judge",
            "评价答复",
            "三个问题，告诉我们办得怎么样。每次答复评价一次。",
            "评价答复",
            "您的评价会记在这一件上，送出以后不能改。",
            "谢谢，您的评价已经记下。不满意的，还可以要求重新办理。",
            "送出评价",
            (
                _choice("contacted", "办理的人和您联系过吗", ("是", "联系过"), ("否", "没有联系")),
                _choice(
                    "solved",
                    "事情解决了吗",
                    ("是", "解决了"),
                    ("部分解决", "解决了一部分"),
                    ("否", "没有解决"),
                ),
                _choice(
                    "satisfied",
                    "您满意吗",
                    ("是", "满意"),
                    ("基本满意", "基本满意"),
                    ("否", "不满意"),
                ),
            ),
        ),
        Task(
            "reopen",
            "要求重新办理",
            "对答复不满意，可以要求重新办理一次，要写理由。",
            "要求重新办理",
            "只能要求一次。原来的承办单位会重新办理，并重新计算期限。",
            "已经转给承办单位重新办理。",
            "要求重新办理",
            (_area("reason", "为什么要重新办理", "哪里没有办好，您希望怎么办。", "请写理由"),),
        ),
        Task(
            "agree_to_close",
            "同意办结",
            "事情办好了，不用再等评价期满。",
            "同意办结",
            "办结以后，在评价期限内仍然可以评价，也可以要求重新办理一次。",
            "已经办结。谢谢您。",
            "同意办结",
        ),
        Task(
            "object",
            "提出异议",
            "认为应当受理，可以提出一次异议，由另外的人复核。",
            "提出异议",
            "只能提出一次。由没有经手的人复核，复核结果会写在进度里。",
            "您的异议已经收到，正在复核。",
            "提出异议",
            (_area("reason", "为什么应当受理", "写明理由，有新的情况也请写上。", "请写理由"),),
        ),
        Task(
            "add_words",
            "补充文字或文件",
            "想起了别的情况，或者有了新的照片。可以补充多次。",
            "补充文字或文件",
            "补充的内容会转给正在办理的单位，机构看不到。",
            "您补充的内容已经收到。",
            "发送",
            (
                _area("text", "要补充的文字", "只交文件的，可以空着。不要写身份证号。"),
                ANY_FILES,
            ),
            apart=True,
        ),
        Task(
            "urge",
            "催办",
            "每 3 个工作日可以催办一次。",
            "催办",
            "会提醒正在办理的单位，不改变期限。",
            "已经催办。",
            "催办",
        ),
        Task(
            "withdraw",
            "撤回",
            "不想再办了。撤回以后不能恢复。",
            "撤回这一件",
            "撤回以后就不再办理，也不能恢复。确定撤回吗？",
            "已经撤回，不再办理。",
            "确定撤回",
        ),
    )
}
