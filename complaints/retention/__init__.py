"""Retention (保管期限): what is due is proposed, confirmed by two persons, destroyed, recorded.

The law: 禁止擅自销毁档案 (《档案法》第二十一条); records whose term is over are appraised, and
what must be kept longer gets a new term and a mark (《档案法实施条例》第二十四条); personal
information whose term of storage is over is deleted (《个人信息保护法》第四十七条).
"""

from complaints.retention.carrying_out import Archive, CarriedOut, carry_out
from complaints.retention.proposing import propose
from complaints.retention.reapplying import reapply
from complaints.retention.register import REGISTER, make_up_from

__all__ = [
    "REGISTER",
    "Archive",
    "CarriedOut",
    "carry_out",
    "make_up_from",
    "propose",
    "reapply",
]
