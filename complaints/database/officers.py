"""The accounts of officers, as Flask-Security keeps them, and what was done to each.

No password, code or secret is readable here: passwords are hashed, TOTP secrets encrypted under a
key outside the database, recovery codes kept as keyed hashes. An account is ended, never deleted:
events name officers for ever.
"""

from __future__ import annotations

from datetime import date, datetime

from flask_security import RoleMixin, UserMixin
from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from complaints.database.base import ID, Base, new_id


class OfficerRole(Base, RoleMixin):
    """One role of one officer."""

    __tablename__ = "officer_roles"
    __table_args__ = (UniqueConstraint("officer_id", "name"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)  # type: ignore[assignment]
    officer_id: Mapped[str] = mapped_column(ForeignKey("officers.id"), index=True)
    name: Mapped[str] = mapped_column(String(16))


class Officer(Base, UserMixin):
    """One account: of one person, in one unit.

    `department` stands here too, so that accounts of 纪检监察 stay apart whatever the content
    says later. `last_counter` is the last TOTP step used; a code is taken once.
    `recovery_codes` is None until the holder has made some. `email` is for "there is news" alone.
    """

    __tablename__ = "officers"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)  # type: ignore[assignment]
    account: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(40))
    unit: Mapped[str] = mapped_column(String(40), index=True)
    department: Mapped[str] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(200))  # type: ignore[assignment]
    password: Mapped[str | None] = mapped_column(String(200))
    must_change: Mapped[bool] = mapped_column(default=True)
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=new_id)
    tf_primary_method: Mapped[str | None] = mapped_column(String(16))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(400))
    last_counter: Mapped[int | None]
    recovery_codes: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[datetime]
    last_login_on: Mapped[date | None]
    demo: Mapped[bool] = mapped_column(default=False)
    roles: Mapped[list[OfficerRole]] = relationship(  # type: ignore[assignment]
        cascade="all, delete-orphan", lazy="selectin", order_by=OfficerRole.name
    )


class AccountEvent(Base):
    """What was done to an account, when and by whom; append-only, without any password.

    `by` is an officer's id, or `host` for a person at the machine itself.
    """

    __tablename__ = "account_events"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    at: Mapped[datetime]
    on: Mapped[date]
    officer_id: Mapped[str] = mapped_column(ForeignKey("officers.id"), index=True)
    by: Mapped[str] = mapped_column(String(32))
    what: Mapped[str] = mapped_column(String(200))
