"""The forms of signing in; what is wrong is said once, and never which part of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask import url_for
from flask_security import LoginForm, MfRecoveryForm, TwoFactorVerifyCodeForm
from wtforms import StringField

from complaints.database.officers import Officer
from complaints.desk.accounts.attempts import judge
from complaints.desk.accounts.store import store

ACCOUNT = re.compile(r"[a-z0-9][a-z0-9.-]{1,39}")
CODE = re.compile(r"[0-9]{6}")
RECOVERY = re.compile(r"[0-9a-f]{4}(-[0-9a-f]{4}){2}")
LONGEST = 200


class SignInForm(LoginForm):
    """Account and password; nobody is remembered beyond his session."""

    email = None
    remember = None
    account = StringField()

    def validate(self, **kwargs: Any) -> bool:  # noqa: ANN401 (as the library has it)
        """Judge account and password."""
        typed = (self.account.data or "").strip().lower()[:LONGEST]
        self.password.data = (self.password.data or "")[:LONGEST]
        self.next.data = self.next.data or url_for("home")
        self.ifield = self.account
        if ACCOUNT.fullmatch(typed):
            self.user = store().find_user(account=typed)
        refusal = judge(typed, lambda: super(SignInForm, self).validate(**kwargs))
        if refusal:
            self.account.errors = self.password.errors = ()
            self.form_errors = [refusal]
        return refusal is None


class CodeForm(TwoFactorVerifyCodeForm):
    """The six digits of the moment."""

    def validate(self, **kwargs: Any) -> bool:  # noqa: ANN401 (as the library has it)
        """Judge the code."""
        self.code.data = re.sub(r"\s", "", str(self.code.data or ""))
        return _second_step(self, CODE, lambda: super(CodeForm, self).validate(**kwargs))


class RecoveryForm(MfRecoveryForm):
    """One of the codes that were written down."""

    def validate(self, **kwargs: Any) -> bool:  # noqa: ANN401 (as the library has it)
        """Judge the code and take it."""
        self.code.data = (self.code.data or "").strip().lower()
        return _second_step(self, RECOVERY, lambda: super(RecoveryForm, self).validate(**kwargs))


def _second_step(
    form: CodeForm | RecoveryForm, shape: re.Pattern[str], is_right: Callable[[], bool]
) -> bool:
    """Judge a code of the right shape, counted together with the wrong passwords."""
    officer: Officer = form.user  # type: ignore[assignment]
    refusal = judge(
        officer.account, lambda: bool(shape.fullmatch(form.code.data or "")) and is_right()
    )
    if refusal:
        form.code.errors = ()
        form.form_errors = [refusal]
    return refusal is None
