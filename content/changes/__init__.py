"""What changed between two releases, and which lines of it may still be told."""
