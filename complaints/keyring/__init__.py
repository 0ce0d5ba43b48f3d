"""Renewing keys while everything runs: a new key, all that can be sealed anew, old keys put away.

What can never be sealed anew keeps its old keys: codes of citizens, passwords and recovery codes
of officers (only their owners know them), and the signatures of day roots (they are evidence).
"""

from complaints.keyring.retiring import Kept, retire
from complaints.keyring.rewrapping import Rewrapped, rewrap
from complaints.keyring.rotating import rotate

__all__ = ["Kept", "Rewrapped", "retire", "rewrap", "rotate"]
