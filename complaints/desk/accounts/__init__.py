"""Accounts of officers: who somebody is, and how he proves it."""

from complaints.desk.accounts.person import Person, current_officer, emails_of

__all__ = ["Person", "current_officer", "emails_of"]
