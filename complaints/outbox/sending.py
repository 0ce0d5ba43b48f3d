"""One run of the outbox: plan what is due, send it, note what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from complaints.database import Database
from complaints.database.deliveries import DeliveryState
from complaints.database.models import TO_FILER
from complaints.outbox.channels import Channel, Parcel, Way
from complaints.outbox.deliveries import (
    due_now,
    note_refused,
    note_state,
    note_taken,
    plan,
    recover,
    still_waiting,
    take,
)
from complaints.post import NoServerError, NotTakenError, RefusedError, UncertainError


@dataclass
class Sent:
    """What a run did: deliveries taken by their way, messages sent by them, what remains and why.

    `refused` were not taken this time; `later` counts all that wait for another try. By unit,
    citizens under TO_FILER: `given_up` deliveries, and messages that `nobody` would read.
    """

    taken: Counter[Way] = field(default_factory=Counter)
    messages: int = 0
    refused: int = 0
    later: int = 0
    uncertain: int = 0
    given_up: Counter[str] = field(default_factory=Counter)
    nobody: Counter[str] = field(default_factory=Counter)
    away: set[Way] = field(default_factory=set)


@dataclass(frozen=True)
class Outbox:
    """Where messages lie, and the ways to their readers."""

    database: Database
    channels: tuple[Channel, ...]

    def send(self, now: datetime) -> Sent:
        """Send what is due by `now` (UTC)."""
        sent = Sent()
        for channel in self.channels:
            sent.uncertain += recover(self.database, channel, now)
            sent.nobody += plan(self.database, channel, now)
            if channel.is_open(now):
                self._send_all(channel, now, sent)
            sent.later += still_waiting(self.database, channel)
        del sent.nobody[TO_FILER]  # Who took his number back wants no word.
        return sent

    def _send_all(self, channel: Channel, now: datetime, sent: Sent) -> None:
        """Send each delivery alone: what one reader refuses stops no other."""
        for id_ in due_now(self.database, channel, now):
            try:
                parcel = take(self.database, channel, id_, now)
            except NotTakenError:
                sent.refused += 1
                continue
            if parcel:
                self._send(channel, parcel, now, sent)
            if channel.way in sent.away:
                break

    def _send(self, channel: Channel, parcel: Parcel, now: datetime, sent: Sent) -> None:
        database, id_ = self.database, parcel.id
        try:
            channel.hand_over(parcel)
        except (NotTakenError, RefusedError) as refusal:
            sent.refused += 1
            for_good = isinstance(refusal, RefusedError)
            unit = note_refused(database, id_, now, for_good=for_good)
            sent.given_up.update([] if unit is None else [unit])
        except UncertainError:
            sent.uncertain += 1
            note_state(database, id_, DeliveryState.UNCERTAIN)
        except NoServerError:
            sent.away.add(channel.way)
            note_state(database, id_, DeliveryState.WAITING)
        else:
            sent.taken[channel.way] += 1
            sent.messages += note_taken(database, id_, now)
