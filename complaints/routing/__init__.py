"""Whose matter it is: from the words of a complaint to the department that must handle it."""
