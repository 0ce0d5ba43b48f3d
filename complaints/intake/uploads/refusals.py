"""Why a file is not taken, said to its sender: what happened, and what to do instead."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """The reasons; each is one sentence for the public."""

    EMPTY = "这个文件是空的；请重新选择文件，或者重新拍照"
    TOO_BIG = "这个文件超过 10 MB；请拍小一点的照片，或者分几次补充"
    WRONG_KIND = "只能上传照片（jpg、png）和 PDF；其他文件请拍照或截图后上传"
    HEIC = "手机照片是 HEIC 格式，这里打不开；请在相机设置里选“兼容性最佳”，或者存成 JPG 后再传"
    TOO_MANY_PIXELS = "图片太大（像素）；请用手机截图后再传"
    BROKEN = "文件坏了，打不开；请重新保存后再传，或者拍照上传"
    LOCKED = "这个 PDF 有密码或者限制，打不开；请去掉密码，或者拍照上传"
    TOO_MANY_PAGES = "这个 PDF 超过 100 页；请只留有关的几页，或者拍照上传"
    TOO_COMPLEX = "这个 PDF 内容太多，处理不了；请只留有关的几页，或者拍照上传"
    UNUSUAL = "这个 PDF 用了少见的格式，处理不了；请把有关的几页拍照或截图上传"


class RefusedFileError(Exception):
    """A file was refused; the message is the sentence for its sender."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason
