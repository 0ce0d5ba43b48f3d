"""What every kind of file is tried with: the sender's secrets, and how a file is refused."""

from __future__ import annotations

import pytest

from complaints.intake.uploads import Refusal, RefusedFileError, make_safe

SECRET = b"S3CRET-of-the-sender"


def refusal(body: bytes) -> Refusal:
    with pytest.raises(RefusedFileError) as caught:
        make_safe(body)
    assert str(caught.value) == caught.value.reason.value
    return caught.value.reason
