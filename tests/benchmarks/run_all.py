"""Every benchmark, one after the other: python tests/benchmarks/run_all.py [--quick].

``--quick`` stops at a million rows of ratings instead of ten. Ratios are measured side by side in
one run; a busy machine makes all of them worse.
"""

import subprocess
import sys
from pathlib import Path

_HERE = Path(__file__).parent


def main() -> int:
    """Run each in a process of its own; returns how many failed."""
    quick = "--quick" in sys.argv[1:]
    rows = "1000000" if quick else "10000000"
    failed = 0
    for name, options in (
        ("start_up.py", []),
        ("search.py", []),
        ("storage.py", ["--rows", rows]),
        ("figures.py", []),
        ("handout.py", []),
        ("pain_csv.py", []),
        ("home.py", []),
        ("chart.py", []),
        ("report.py", []),
        ("verdict.py", []),
        ("trail.py", []),
        ("drafts.py", []),
        ("reencryption.py", []),
        ("backup.py", []),
        ("alternatives.py", []),
    ):
        print(f"\n== {name} {' '.join(options)}", flush=True)
        command = [sys.executable, str(_HERE / name), *options]
        failed += subprocess.run(command, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
