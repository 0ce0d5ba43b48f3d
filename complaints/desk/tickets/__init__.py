"""The tickets at the desk: the queue, one ticket, its steps, filing for a caller."""
