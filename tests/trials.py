"""How many trials: few in the usual run, ``HANDRAIL_FAULTS=30`` times as many in the long one."""

import os

TIMES = int(os.environ.get("HANDRAIL_FAULTS", "1"))
