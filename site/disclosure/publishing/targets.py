"""Which target the words of a command name."""

from __future__ import annotations

from pathlib import Path

from disclosure.publishing.folder import FolderTarget
from disclosure.publishing.rsync import RsyncTarget
from disclosure.publishing.target import PublishError, Target


def target_of(words: str, endpoint: str = "") -> Target:
    """Give the target: `s3://BUCKET/PREFIX`, `rsync:HOST:PATH`, `rsync:/PATH`, or a folder.

    `endpoint` is where an S3-compatible store answers. Raises PublishError.
    """
    if words.startswith("s3://"):
        return _bucket(words, endpoint)
    if endpoint:
        message = "--endpoint 只用于 s3:// 的目标"
        raise PublishError(message)
    if words.startswith("rsync://"):
        return RsyncTarget(words)
    place = words.removeprefix("rsync:")
    if place.rstrip("/")[-1:] in ("", ":") or "://" in place:
        raise _unknown(words)
    return FolderTarget(Path(words)) if place == words else RsyncTarget(place)


def _unknown(words: str) -> PublishError:
    return PublishError(f"不认识的目标 {words}；可以是文件夹、rsync:主机:路径或者 s3://桶/前缀")


def _bucket(words: str, endpoint: str) -> Target:
    try:
        from disclosure.publishing.bucket import BucketTarget  # noqa: PLC0415 (an extra)
    except ModuleNotFoundError:
        message = "交到对象存储还需要 boto3；请先运行 pip install 'gongshi[s3]'"
        raise PublishError(message) from None
    bucket, _, prefix = words.removeprefix("s3://").partition("/")
    if not bucket:
        raise _unknown(words)
    return BucketTarget(bucket, prefix.strip("/"), endpoint)
