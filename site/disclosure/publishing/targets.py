"""Which target the words of a command name."""

from __future__ import annotations

import re
from pathlib import Path

from disclosure.publishing.folder import FolderTarget
from disclosure.publishing.rsync import RsyncTarget
from disclosure.publishing.target import PublishError, Target

HOST = r"(?!-)(?:[^][/:]+|(?:[^][/:]+@)?\[[^][/]+\])"
"""`host` or `user@host`; an address of IPv6 stands in brackets, as rsync has it."""
PLACE = re.compile(rf"(?:/|{HOST}:).*[^/].*")
DAEMON = re.compile(rf"//|{HOST}::")


def target_of(words: str, endpoint: str = "") -> Target:
    """Give the target: `s3://BUCKET/PREFIX`, `rsync:HOST:PATH`, `rsync:/PATH`, or a folder.

    `endpoint` is where an S3-compatible store answers. Raises PublishError.
    """
    if words.startswith("s3://"):
        return _bucket(words, endpoint)
    if endpoint:
        message = "--endpoint 只用于 s3:// 的目标"
        raise PublishError(message)
    if words.startswith("rsync:"):
        return _machine(words)
    if not words.strip("/") or words.startswith("-") or ":" in words.partition("/")[0]:
        raise _unknown(words)
    return FolderTarget(Path(words))


def _machine(words: str) -> Target:
    place = words.removeprefix("rsync:")
    if DAEMON.match(place):
        # A daemon may alter links (munge symlinks): `current` would lead nowhere.
        message = f"{words} 是 rsync 守护进程；请改用 SSH 登录的写法 rsync:主机:路径"
        raise PublishError(message)
    if not PLACE.fullmatch(place):
        raise _unknown(words)
    return RsyncTarget(place)


def _unknown(words: str) -> PublishError:
    return PublishError(f"不认识的目标 {words}；可以是文件夹、rsync:主机:路径或者 s3://桶/前缀")


def _bucket(words: str, endpoint: str) -> Target:
    try:
        from disclosure.publishing.bucket import BucketTarget  # noqa: PLC0415 (an extra)
    except ModuleNotFoundError:
        message = "交到对象存储还需要 boto3；请先运行 pip install 'gongshi[s3]'"
        raise PublishError(message) from None
    bucket, _, prefix = words.removeprefix("s3://").partition("/")
    prefix = prefix.strip("/")
    if not bucket:
        raise _unknown(words)
    if not prefix:
        message = f"{words} 没有写前缀；请写成 s3://{bucket}/前缀，前缀以下只放这个网站"
        raise PublishError(message)
    return BucketTarget(bucket, prefix, endpoint)
