"""Read from an EXIF how the camera was held, and nothing else."""

from __future__ import annotations

import struct

TAG = 0x0112
UPRIGHT = 1
ORDERS = {b"II*\0": "<", b"MM\0*": ">"}


def orientation(exif: bytes) -> int:
    """Give the orientation from 1 to 8; a broken EXIF turns nothing."""
    order = ORDERS.get(exif[:4])
    if order is None:
        return UPRIGHT
    try:
        (start,) = struct.unpack_from(f"{order}L", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for at in range(start + 2, start + 2 + 12 * count, 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHLH", exif, at)
            if tag == TAG:
                return int(value)
    except struct.error:
        pass
    return UPRIGHT
