"""Mediation at the desk: handing the contact over, once, to an institution that has no login."""
