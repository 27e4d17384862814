"""How much a form may be and cost, on both sides of the process that reads it."""

LARGEST_BYTES = 10 << 20
MOST_PAGES = 50
MOST_FIELDS = 5_000
LONGEST_VALUE = 80  # letters; of a longer one the start is enough to say what is wrong with it
LONGEST_ANSWER = 4 << 20  # bytes: every field at its longest
SECONDS = 10
MEMORY = 512 << 20  # bytes of address space
