"""A small made-up library to make handouts from, and ways to read what was printed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import cast

import pypdfium2 as pdfium
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from clinic_app.domain.exercise.exercise import (
    Axis,
    Exercise,
    Fault,
    Laterality,
    Link,
    Setting,
    Words,
)
from clinic_app.domain.exercise.landmark import Landmark
from clinic_app.domain.plan.dose import Dose
from clinic_app.paper.handout.content import HandoutContent

TODAY = date(2026, 11, 22)

BOW = (
    Landmark(52, {"en": "halfway down", "es": "hasta la mitad"}),
    Landmark(90, {"en": "nearly level", "es": "casi plano"}),
)


def words(name: str, **changes: object) -> Words:
    made = Words(
        name=name,
        other_names=(),
        steps=(
            "Stand tall. Feet as wide as your hips. Put your hands on your hips.",
            "Soft knees. Push your hips back. Hold 5 seconds.",
            "Squeeze your bottom and stand up.",
        ),
        feel="work in your bottom and behind your thighs",
        cues=("Hips back. Long back.",),
        faults=(Fault("Locked knees", "Unlock them."),),
        benefits=("Makes bending easier.",),
        reviewed=True,
    )
    return replace(made, **changes)  # pyright: ignore[reportArgumentType]


def exercise(exercise_id: str, name: str = "", **changes: object) -> Exercise:
    english = words(name or exercise_id.replace("-", " ").capitalize())
    spanish = replace(english, name="Bisagra de cadera", steps=("Póngase de pie.",) * 3)
    made = Exercise(
        id=exercise_id,
        family="hinge",
        stage="",
        pattern="hinge",
        regions=("low-back", "hip"),
        position="standing",
        equipment=(),
        goals=("mobility",),
        difficulty=2,
        laterality=Laterality.BOTH,
        primary_muscles=(),
        secondary_muscles=(),
        words={"en": english, "es": spanish},
        settings={
            "depth_deg": Setting(
                "depth_deg", "Depth", 80, Axis.RANGE, "deg", 20, 90, 5, harder=1, landmarks=BOW
            ),
            "load_kg": Setting("load_kg", "Weight", 0, Axis.LOAD, "kg", 0, 40, 0.5, harder=1),
        },
        easier=(
            Link("short", Axis.RANGE, "less", say={"en": "Bow just a little.", "es": "Inclínese."}),
        ),
        harder=(Link("heavy", Axis.LOAD, "weight", say={"en": "Hug a weight.", "es": "Abrace."}),),
        related=(),
        precautions=(),
        dose=Dose(sets=3, reps=10, rest_s=60),
        source_ids=(),
    )
    return replace(made, **changes)  # pyright: ignore[reportArgumentType]


Maker = Callable[..., HandoutContent]


def page_texts(pdf: bytes) -> list[str]:
    """The text of every page as pypdf reads it, in one line each."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def seen_texts(pdf: bytes) -> list[str]:
    """The text of every page as PDFium reads it, which knows the letters behind shaped glyphs."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Every font of a document by name, and whether its file is embedded."""
    found: dict[str, bool] = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        resources = cast("DictionaryObject", page["/Resources"].get_object())
        fonts = cast("DictionaryObject", resources.get("/Font", DictionaryObject()))
        for reference in fonts.values():
            font = reference.get_object()
            descriptor = font.get("/FontDescriptor")
            embedded = descriptor is not None and "/FontFile2" in descriptor.get_object()
            found[str(font["/BaseFont"])] = embedded
    return found
