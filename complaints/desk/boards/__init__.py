"""The board of an officer: how much waits for whom, and every number opens its tickets."""
