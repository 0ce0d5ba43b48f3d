"""What is measured of freezing, by the names that stand in the results."""

NATION, MANY_PAGES = 41_000, 400_000
OURS, HUGO = "ours, standard edition", "Hugo"
INDEXED, BOTH = "ours, standard edition with the index", "ours, both editions with the index"
TENTH, PLAIN = "ours, on a tenth", "plain Frozen-Flask, on a tenth"
PHONE, VACANCY, NAME = "telephone changed", "vacancy changed", "name changed"
PHONE_ONE, REBUILD = "telephone changed, standard edition alone", "Hugo's rebuild"
NIGHT = "a quiet night"
CHECK, INDEX, INDEX_CHANGE = "check alone", "index alone, full", "index alone, one change"
WRITING, GZIP = "writing alone", "gzip alone"
CHANGES = (PHONE, VACANCY, NAME, PHONE_ONE)
