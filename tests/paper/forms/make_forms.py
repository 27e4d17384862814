"""Write the empty forms again, and fill them with pdftk; README.md tells of the other programs."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from clinic_app.domain.patient.patient import Clinic, ClinicContext, Clinician, Episode, Patient
from clinic_app.domain.plan.dose import Dose
from clinic_app.domain.plan.handout import HandoutOptions, Layout
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.paper.diary.form import form_pdf
from clinic_app.paper.handout.content import compose
from clinic_app.services.exercises.library import open_library, open_signs

HERE = Path(__file__).parent
FORM_ID = "f0" * 16
FIRST = date(2026, 11, 22)
EXERCISES = ("hip-hinge", "bird-dog")  # the first twice a day
WRITTEN = {
    "w1-worst-1": "10",
    "w1-avg-1": " 4 ",
    "w1-avg-2": "4,5",
    "w1-avg-3": "más de 4 – ¡uf!",
    "w2-avg-7": "0",
}
TICKED = ("w1-x1-1-1", "w1-x1-1-2", "w1-x2-3-1")


def empty(language: str) -> bytes:
    """The form of a person who was never a patient."""
    library = open_library()
    items = tuple(PlanItem(name, Dose(times_per_day=2 - n)) for n, name in enumerate(EXERCISES))
    content = compose(
        context=ClinicContext(
            clinic=Clinic("Sample Clinic", "(555) 010-0142", "1 Example Street"),
            clinician=Clinician("c", "Robin Demo", "PT"),
            patient=Patient("p", "Marigold", "Sample", born=date(1958, 3, 4)),
            episode=Episode("e", "p", "Low back pain", "low-back"),
            today=FIRST,
        ),
        plan=Plan(items),
        lookup=library.exercise,
        signs=open_signs(),
        options=HandoutOptions(layout=Layout.DIARY, language=language),
    )
    return form_pdf(content, FORM_ID)


def fdf() -> str:
    """What pdftk fills in; texts as UTF-16, as every other program writes them."""
    texts = {
        name: f"<FEFF{text.encode('utf-16-be').hex().upper()}>" for name, text in WRITTEN.items()
    }
    fields = {**texts, **dict.fromkeys(TICKED, "/Yes")}
    lines = "\n".join(f"<</T ({name}) /V {value}>>" for name, value in fields.items())
    return (
        f"%FDF-1.2\n1 0 obj\n<</FDF <</Fields [\n{lines}\n]>>>>\nendobj\ntrailer <</Root 1 0 R>>\n"
    )


def main(folder: Path) -> None:
    """Write ``empty-*.pdf`` and ``values.fdf`` to ``folder``, and the filled ones to here."""
    (folder / "values.fdf").write_text(fdf(), "ascii")
    for language in ("en", "es"):
        (folder / f"empty-{language}.pdf").write_bytes(empty(language))
    for language, name, more in (
        ("en", "pdftk", ()),
        ("en", "pdftk-need-appearances", ("need_appearances",)),
        ("en", "pdftk-flattened", ("flatten",)),
        ("es", "pdftk-spanish", ()),
    ):
        given = (str(folder / f"empty-{language}.pdf"), "fill_form", str(folder / "values.fdf"))
        out = ("output", str(HERE / f"{name}.pdf"))
        subprocess.run(["pdftk", *given, *out, *more], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
