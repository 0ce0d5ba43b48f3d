"""Calling back at the desk: whom to call, the form of a call, what was answered."""
