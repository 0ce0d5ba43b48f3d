"""What keeps the channel alive: backup, restore, the doctor, and an answer to "are you well?"."""
