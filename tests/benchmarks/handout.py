"""How fast the two-page handout with six figures is: ours against WeasyPrint, in one run.

Both sides draw the same words and the same figures (WeasyPrint as SVG); ours is tagged as well.

Run: ``python tests/benchmarks/handout.py [--weasyprint-python PYTHON]``. Without the option a
throw-away environment with WeasyPrint is made in a temporary folder, so that the locked
dependencies stay as they are. Both sides are warm: the first three documents do not count.
"""

import argparse
import base64
import json
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from datetime import date, timedelta
from html import escape
from pathlib import Path

from clinic_app.catalog.catalog import Catalog
from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.exercise.picture import Panel
from clinic_app.domain.patient.patient import Clinic, ClinicContext, Clinician, Patient
from clinic_app.domain.plan.handout import HandoutOptions
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.figure import engine
from clinic_app.figure.svg import svg
from clinic_app.paper.document import render
from clinic_app.paper.handout.content import Card, HandoutContent, compose, emergency_line
from clinic_app.paper.wording import page_wording
from clinic_app.services.exercises.figures import effective
from clinic_app.services.exercises.library import open_signs
from clinic_app.shipped_data import EXERCISES, RESOURCES

AIM = 20.0
TAGGED_AIM_MS, SIZE_AIM_KB = 30.0, 150.0
_ROUNDS = 30
_EXERCISES = ("bridge", "clamshell", "bird-dog")

# Runs in the environment that has WeasyPrint: HTML on standard input, JSON on standard output.
_OTHER_SIDE = """
import json, sys, time
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
html = sys.stdin.read()
times = []
for n in range(int(sys.argv[1]) + 3):
    start = time.perf_counter()
    document = HTML(string=html).render(font_config=FontConfiguration())
    pdf = document.write_pdf()
    times.append(time.perf_counter() - start)
print(json.dumps({"times": times[3:], "pages": len(document.pages), "bytes": len(pdf)}))
"""

_STYLE = """
@font-face {font-family: A; src: url(FONTS/AtkinsonHyperlegible-Regular.ttf)}
@font-face {font-family: A; src: url(FONTS/AtkinsonHyperlegible-Bold.ttf); font-weight: bold}
@page {size: letter; margin: 30pt 40pt; @bottom-right {content: "M.S. page " counter(page)}}
body {font: 10.5pt/12pt A; color: #16222B}
header {border-bottom: 1.2pt solid; display: flex; justify-content: space-between}
h1 {font-size: 22pt; margin: 0} h2 {font-size: 16pt; margin: 0}
.band {background: #E8EEF3; border-left: 4pt solid #0B5563; padding: 4pt 10pt; margin-top: 11pt}
.card {break-inside: avoid} .two {display: flex; gap: 20pt} .two ol {width: 170pt; margin: 0}
.pictures {width: 200pt} img {max-height: 100pt; max-width: 96pt}
.dose {color: #0B5563; font-weight: bold; font-size: 15pt}
.pill, .box {border: 0.75pt solid #B4C0CA; border-radius: 4pt; padding: 4pt 10pt}
table {border-collapse: collapse; width: 100%; border: 1.2pt solid; margin: 6pt 0}
th {background: #16222B; color: white; font-size: 12pt} td {height: 20pt; text-align: center}
i {display: inline-block; width: 15pt; height: 15pt; border: 0.8pt solid; border-radius: 2pt}
i.wide {width: 45pt; height: 23pt} .boxes {display: flex; gap: 8pt}
"""
ENGLISH = page_wording("en", calm=2, high=5, own_rule=False)
PAIN_BOXES = (
    ("0–2: go", "This much is fine. Keep going."),
    ("3–5: take care", "Keep going if it calms down by next morning. If not, do the easier one."),
    ("Over 5: stop", ENGLISH.rule_stop),
)


def main() -> int:
    """Print both medians and their ratio; exit 1 where ours is not AIM times as fast."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weasyprint-python", type=Path)
    chosen: Path | None = parser.parse_args().weasyprint_python
    content = handout_content()
    ours = _our_times(content)
    with tempfile.TemporaryDirectory() as folder:
        python = chosen or _environment(Path(folder))
        theirs = _their_times(python, _html(content))
    ratio = statistics.median(theirs) / statistics.median(ours)
    size = len(render(content).pdf) / 1024
    print(
        f"Handrail    {statistics.median(ours) * 1000:7.1f} ms tagged (aim {TAGGED_AIM_MS:g}), "
        f"{size:.0f} kB (aim {SIZE_AIM_KB:g})"
    )
    print(f"WeasyPrint  {statistics.median(theirs) * 1000:7.1f} ms")
    print(f"ratio       {ratio:7.1f} x faster (aim {AIM:g} x)")
    return 0 if ratio >= AIM else 1


def handout_content() -> HandoutContent:
    """Three exercises with two pictures each, on two pages with their diary."""
    library = Catalog.read(EXERCISES)

    def pictures(rung: Rung) -> tuple[Panel, ...]:
        exercise = library.exercise(rung.exercise_id)
        return engine.draw(exercise, effective(rung, exercise))

    items = tuple(PlanItem.of(library.exercise(name)) for name in _EXERCISES)
    return compose(
        context=ClinicContext(
            clinic=Clinic("Sample Clinic", "(555) 010-0142", "1 Example Street"),
            clinician=Clinician("c", "Robin Demo", "PT"),
            patient=Patient("p", "Marigold", "Sample"),
            episode=None,
            today=date(2026, 11, 22),
        ),
        plan=Plan(items),
        lookup=library.exercise,
        signs=open_signs(),
        options=HandoutOptions(),
        pictures=pictures,
    )


def _our_times(content: HandoutContent) -> list[float]:
    times: list[float] = []
    for _ in range(_ROUNDS + 3):
        start = time.perf_counter()
        rendered = render(content)
        times.append(time.perf_counter() - start)
        assert rendered.pages == 2
    return times[3:]


def _environment(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = [str(python), "-m", "pip", "install", "--quiet", "weasyprint>=66"]
    subprocess.run(pip, check=True)
    return python


def _their_times(python: Path, html: str) -> list[float]:
    command = [str(python), "-c", _OTHER_SIDE, str(_ROUNDS)]
    done = subprocess.run(command, input=html, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    assert answer["pages"] == 2, f"WeasyPrint made {answer['pages']} pages, not 2"
    return answer["times"]


def _html(content: HandoutContent) -> str:
    style = _STYLE.replace("FONTS", (RESOURCES / "fonts").as_uri())
    cards = "".join(_card(card) for card in content.cards)
    foot = f"<p><b>Call 911 if:</b> {escape(emergency_line(content))}</p>"
    last = _week(content, 1) + _week(content, 2) + _safety(content)
    return (
        f"<style>{style}</style>{_header(content)}{cards}{foot}"
        f'<div style="break-before: page"></div>{_header(content)}{last}'
    )


def _header(content: HandoutContent) -> str:
    title = escape(ENGLISH.title.format(name=content.given_name))
    clinic = f"{escape(content.clinic_name)}<br>{escape(content.clinician)}"
    return f"<header><h1>{title}</h1><div>{clinic}<br><b>{content.clinic_phone}</b></div></header>"


def _card(card: Card) -> str:
    steps = "".join(f"<li>{escape(step)}</li>" for step in card.steps)
    pictures = "".join(map(_image, card.panels))
    rung = (
        f'<p class="pill"><b>Pain over 5:</b> {escape(card.easier.text)}</p>' if card.easier else ""
    )
    return (
        f'<div class="card"><div class="band"><h2>{escape(card.name)}</h2>'
        f'<div class="dose">{" · ".join(card.dose)}</div>{" · ".join(card.details)}</div>'
        f'<div class="two"><div class="pictures">{pictures}</div><ol>{steps}</ol><div>'
        f"<p><b>You should feel:</b> {escape(card.feel)}.</p>"
        f"<p><b>Think:</b> {escape(card.cue)}</p></div></div>{rung}</div>"
    )


def _image(panel: Panel) -> str:
    data = base64.b64encode(svg(panel).encode()).decode()
    return f'<img alt="" src="data:image/svg+xml;base64,{data}">'


def _week(content: HandoutContent, number: int) -> str:
    first = content.printed_on + timedelta(days=7 * (number - 1))
    days = "".join(f"<th>{ENGLISH.day(first + timedelta(days=n))}</th>" for n in range(7))
    rows = "".join(
        f"<tr><td>{escape(card.name)}</td>"
        + f"<td>{'<i></i>' * card.times_per_day}</td>" * 7
        + "</tr>"
        for card in content.cards
    )
    pain = "".join(
        f"<tr><td><b>{label}</b></td>" + '<td><i class="wide"></i></td>' * 7 + "</tr>"
        for label in (ENGLISH.worst_pain, ENGLISH.average_pain)
    )
    return f"<table><tr><th>Week {number}</th>{days}</tr>{rows}{pain}</table>"


def _safety(content: HandoutContent) -> str:
    boxes = "".join(
        f'<div class="box"><b>{title}</b><br>{" ".join(text)}</div>' for title, *text in PAIN_BOXES
    )
    return f'<div class="boxes">{boxes}</div><p>{escape(" · ".join(content.emergency))}</p>'


if __name__ == "__main__":
    sys.exit(main())
