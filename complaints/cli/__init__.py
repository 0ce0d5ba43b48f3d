"""The commands of the channel on the command line."""

from complaints.cli.accounts import db, officer
from complaints.cli.administration import audit, backup, doctor, restore
from complaints.cli.disposal import retention
from complaints.cli.hotline import tickets
from complaints.cli.keyring import keys
from complaints.cli.timers import outbox, remind, suggest

COMMANDS = (
    suggest, remind, outbox, tickets, retention, audit, backup, restore, doctor, keys, db, officer,
)  # fmt: skip
