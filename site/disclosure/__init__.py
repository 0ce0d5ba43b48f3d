"""The public pages: one registry, editions, freezing and releases."""
