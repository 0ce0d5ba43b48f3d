"""The complaint channel: what the public hands in, who handles it, by when, and how it ended."""
