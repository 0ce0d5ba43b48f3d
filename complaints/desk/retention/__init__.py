"""Lists of disposal at the desk: to appraise, to confirm by two persons, to keep what is needed."""
