"""The outbox: tells officers by mail and citizens by text message that there is news, no more.

Why nothing comes twice and nothing is lost:

- Message and event stand or fall in one transaction, so there is a message for every step.
- A delivery is one sending to one reader. A message belongs to one delivery for each reader, by
  a unique key; several messages to one reader wait in one delivery.
- "About to be sent" is committed before the first byte leaves. Of two runs one gets the delivery.
- After a crash in between nobody knows whether it left. A mail server takes the same mail twice,
  so a mail is then uncertain: it is said and never sent again. Nothing is lost by that: the desk
  shows the ticket in 待办 whether a mail came or not. The gateway for text messages knows a
  delivery by its id (Idempotency-Key), so there it is safe to repeat, and it is repeated.
- What was refused for certain is tried again with growing pauses, for three days, each reader
  alone. A server that is away costs nobody a try.
"""

from complaints.outbox.channels import Channel, Mails, Texts, Way
from complaints.outbox.sending import Outbox, Sent

__all__ = ["Channel", "Mails", "Outbox", "Sent", "Texts", "Way"]
