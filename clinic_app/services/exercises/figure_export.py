"""Figures as files: one exercise's pictures, or a sheet of the whole library."""

from collections.abc import Callable, Sequence
from pathlib import Path

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Exercise, Setting, Settings
from clinic_app.domain.exercise.limit import SettingValue
from clinic_app.domain.exercise.look import Look
from clinic_app.domain.exercise.picture import Panel, beside
from clinic_app.figure import engine
from clinic_app.figure.svg import svg
from clinic_app.paper.page import picture_page
from clinic_app.paper.page.preview import page_images, png
from clinic_app.services.exercises.library import Catalog
from clinic_app.words import _

KINDS = (".svg", ".png", ".pdf")
_PICTURE_DPI = 216
_SHEET_DPI = 108


def read_settings(exercise: Exercise, told: Sequence[str]) -> Settings:
    """``NAME=VALUE`` texts as settings. Raises UserError that lists what is allowed."""
    return dict(_setting(exercise, text) for text in told)


def _setting(exercise: Exercise, text: str) -> tuple[str, SettingValue]:
    name, equals, given = text.partition("=")
    if not equals:
        raise UserError(
            _("{text} is not NAME=VALUE.", text=repr(text)), _("Write for example depth_deg=45.")
        )
    setting = exercise.settings.get(name)
    if setting is None:
        known = ", ".join(exercise.settings) or _("none")
        raise UserError(
            _("{exercise} has no setting {name}.", exercise=exercise.id, name=repr(name)),
            _("It has: {names}.", names=known),
        )
    value = _value(setting, given)
    if refusal := setting.refusal(value):
        raise UserError(
            f"{refusal}.", _("{setting}: choose an allowed value.", setting=setting.shown_label)
        )
    return name, value


def _value(setting: Setting, given: str) -> SettingValue:
    if not setting.is_number:
        return given
    try:
        return float(given)
    except ValueError:
        return given  # refused by the setting, with what it allows


def pictures(
    exercise: Exercise, settings: Settings, *, panel: str, look: Look, camera: str, language: str
) -> tuple[Panel, ...]:
    """The pictures of ``panel``: ``start``, ``end``, ``both`` (all of them) or one's number."""
    drawn = engine.draw(exercise, settings, look=look, camera=camera, language=language)
    if not drawn:
        raise UserError(
            _("{exercise} has no figure.", exercise=exercise.id),
            _("Its file has no figure: part."),
        )
    chosen = {"start": drawn[:1], "end": drawn[-1:], "both": drawn}
    chosen |= {str(number): (picture,) for number, picture in enumerate(drawn, 1)}
    if panel not in chosen:
        raise UserError(
            _("There is no panel {name}.", name=repr(panel)),
            _("Known: {names}.", names=", ".join(chosen)),
        )
    return chosen[panel]


def kind_of(out: Path) -> str:
    """How a file is to be written, by its ending. Raises UserError that lists the endings."""
    kind = out.suffix.lower()
    if kind not in KINDS:
        raise UserError(
            _("{name} has no known ending.", name=repr(out.name)),
            _("Use one of: {endings}.", endings=", ".join(KINDS)),
        )
    return kind


def check_width(kind: str, width_px: int | None) -> None:
    """Raises UserError for a width in pixels of a file that has none."""
    if width_px is not None and kind != ".png":
        raise UserError(
            _("A {ending} file has no width in pixels.", ending=kind),
            _("Leave --width out, or write a .png file."),
        )


def as_file(panels: Sequence[Panel], kind: str, *, width_px: int | None = None) -> bytes:
    """The pictures side by side as a file of a kind of `KINDS`; ``width_px`` is for a PNG."""
    if kind == ".svg":
        return svg(beside(panels)).encode()
    return _as_kind(picture_page.pictures_pdf(panels), kind, _PICTURE_DPI, width_px)


def _as_kind(pdf: bytes, kind: str, dpi: float, width_px: int | None) -> bytes:
    if kind == ".pdf":
        return pdf
    return png(page_images(pdf, dpi=dpi, width_px=width_px)[0])


def sheet(
    catalog: Catalog,
    look: Look,
    kind: str,
    progress: Callable[[int, int], None],
    *,
    width_px: int | None = None,
) -> bytes:
    """Every exercise of a library at its usual settings, as PNG or PDF."""
    if kind == ".svg":
        raise UserError(_("A sheet is written as .png or .pdf."), _("Choose another ending."))
    found = catalog.search("", limit=10_000).exercises
    made: list[picture_page.Named] = []
    for number, exercise in enumerate(found, 1):
        made.append(picture_page.Named(exercise.name, engine.draw(exercise, look=look)))
        progress(number, len(found))
    return _as_kind(picture_page.sheet_pdf(made), kind, _SHEET_DPI, width_px)
