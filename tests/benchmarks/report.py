"""How fast a progress report is laid out and drawn, and how large it is.

Run: ``python tests/benchmarks/report.py``. Four records: nothing at all, the usual six weeks,
three years of daily ratings, and a crowded one whose details must be left out before it fits.
The first three documents of each do not count.
"""

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "handout"))

from report_samples import chart, crowded, nothing, report

from clinic_app.domain.patient.patient import Paper
from clinic_app.paper.report.content import ReportContent
from clinic_app.paper.report.report import render_report

AIM_MS, SIZE_AIM_KB = 100.0, 150.0
_ROUNDS = 15


def main() -> int:
    """Print median time and size of each; exit 1 where one is slower or larger than aimed at."""
    records: dict[str, ReportContent] = {
        "nothing": report(nothing(), exercises=0, findings=""),
        "six weeks": report(),
        "three years": report(chart(1095, measures=5)),
        "crowded": crowded(Paper.LETTER, findings="Better."),
    }
    missed = 0
    for name, content in records.items():
        times = [_milliseconds(content) for _ in range(_ROUNDS + 3)][3:]
        made = render_report(content)
        median, size = statistics.median(times), len(made.pdf) / 1024
        print(
            f"{name:12} pages {made.pages}  median {median:6.1f} ms  slowest {max(times):6.1f} ms"
            f" (aim {AIM_MS:g})  {size:5.0f} kB (aim {SIZE_AIM_KB:g})"
        )
        missed += median > AIM_MS or size > SIZE_AIM_KB
    return 1 if missed else 0


def _milliseconds(content: ReportContent) -> float:
    """Time of the processor, so that a busy machine does not count against it."""
    start = time.process_time()
    render_report(content)
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
