"""The public side of the channel: filing, the receipt, following a ticket."""
