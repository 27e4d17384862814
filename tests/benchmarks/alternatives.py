"""The ways not taken, beside the way taken: what docs/decisions says was measured.

Run: ``python tests/benchmarks/alternatives.py``.

1. Three years of ratings of one patient out of an encrypted file: as rows of SQLAlchemy's Core,
   and as objects of its ORM mapped to the same table. One rating written by either. The import.
2. The words of a handout as paragraphs, wrapped and put on pages: by Handrail's blocks on
   reportlab's canvas, tagged and not, and by reportlab's platypus.
3. The pictures of an exercise: solved and drawn, against its display list replayed on paper.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from handout import handout_content
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate
from sqlalchemy import Engine, create_engine, event, insert, select
from sqlalchemy.orm import Session, registry
from sqlcipher3 import dbapi2

from clinic_app.catalog.catalog import Catalog
from clinic_app.domain.patient.patient import Paper
from clinic_app.figure import engine
from clinic_app.paper.handout.content import HandoutContent
from clinic_app.paper.page.block import paragraph, tagged
from clinic_app.paper.page.picture_stream import draw_picture
from clinic_app.paper.page.sheet import FORMATS, Sheet
from clinic_app.paper.type import fonts
from clinic_app.paper.type.fonts import Face
from clinic_app.shipped_data import EXERCISES
from clinic_app.storage.tables import pain_entry

DAYS, DAY_US = 3 * 365, 86_400_000_000
ROUNDS, WIDTH = 30, 300.0


def main() -> None:
    """Measure all three and print them."""
    with TemporaryDirectory(prefix="handrail-bench-") as folder:
        database(Path(folder) / "ratings.db")
    pages()
    pictures()


class Rating:
    """What the ORM makes of a row of ratings."""


def database(path: Path) -> None:
    """Core against the ORM."""
    mapper = registry()
    columns = pain_entry.c
    mapper.map_imperatively(
        Rating, pain_entry, primary_key=[*pain_entry.primary_key] or [columns.id]
    )
    file = _encrypted(path)
    pain_entry.create(file, checkfirst=True)
    rows = [_row(n) for n in range(DAYS)]
    with file.begin() as connection:
        connection.execute(insert(pain_entry), rows)
    query = select(pain_entry).where(columns.patient_id == "p").order_by(columns.at)

    def by_core() -> None:
        with file.connect() as connection:
            assert len(connection.execute(query).all()) == DAYS

    def by_orm() -> None:
        with Session(file) as session:
            found = session.scalars(select(Rating).order_by(columns.at)).all()
            assert len(found) == DAYS

    numbers = iter(range(DAYS, 10**6))

    def write_by_core() -> None:
        with file.begin() as connection:
            connection.execute(insert(pain_entry), _row(next(numbers)))

    def write_by_orm() -> None:
        with Session(file) as session, session.begin():
            rating = Rating()
            for name, value in _row(next(numbers)).items():
                setattr(rating, name, value)
            session.add(rating)

    _print_medians(f"{DAYS} ratings read", ("Core", by_core), ("ORM", by_orm))
    _print_medians("one rating written", ("Core", write_by_core), ("ORM", write_by_orm))
    file.dispose()
    core, orm = (_import_ms(f"import sqlalchemy{more}") for more in ("", ".orm"))
    print(f"import of SQLAlchemy: {core:.0f} ms, with its ORM {orm:.0f} ms")


def _encrypted(path: Path) -> Engine:
    file = create_engine(f"sqlite+pysqlite:///{path}", module=dbapi2)

    @event.listens_for(file, "connect")
    def _key(connection: dbapi2.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA key = \"x'{bytes(48).hex()}'\"")
        connection.execute("PRAGMA journal_mode = WAL")

    return file


def _row(number: int) -> dict[str, object]:
    known: dict[str, object] = {
        "id": f"{number:032x}",
        "patient_id": "p",
        "series": "average",
        "at": 1_700_000_000_000_000 + number * DAY_US,
        "score": number % 11,
        "recorded_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return {c.name: known.get(c.name, _filler(c.type.python_type)) for c in pain_entry.c}


def _filler(kind: type) -> object:
    return datetime(2026, 1, 1, tzinfo=UTC) if kind is datetime else kind()


def pages() -> None:
    """The same paragraphs, wrapped and put on pages by blocks on the canvas and by platypus."""
    words, turns = _texts(handout_content()) * 4, count()

    def fresh() -> list[str]:  # no text was wrapped before, so that nothing comes from a cache
        return [f"{next(turns)} {text}" for text in words]

    for face in Face:
        fonts.font(face.value)
    for again, texts in (("anew", fresh), ("again", lambda: words)):
        _print_medians(
            f"{len(words)} paragraphs on pages, {again}",
            ("blocks, tagged", lambda texts=texts: _by_blocks(texts(), is_tagged=True)),
            ("blocks", lambda texts=texts: _by_blocks(texts(), is_tagged=False)),
            ("platypus", lambda texts=texts: _by_platypus(texts())),
        )


def _texts(content: HandoutContent) -> list[str]:
    cards = [(c.name, *c.dose, *c.details, *c.steps, c.feel, c.cue) for c in content.cards]
    return [text for card in cards for text in card]


def _by_blocks(texts: list[str], *, is_tagged: bool) -> bytes:
    sheet = Sheet(FORMATS[Paper.LETTER], title="Words", language="en", tagged=is_tagged)
    form, top = sheet.format, sheet.format.edge
    for text in texts:
        block = tagged(paragraph(text, size=10.5, width=WIDTH), "P")
        if top + block.height > form.height - form.edge:
            sheet.next_page()
            top = form.edge
        block.draw(sheet, form.side, top)
        top += block.height
    sheet.next_page()
    return sheet.finish()


def _by_platypus(texts: list[str]) -> bytes:
    style = ParagraphStyle("text", fontName=Face.REGULAR.value, fontSize=10.5, leading=12.4)
    side = (612 - WIDTH) / 2
    file = BytesIO()
    SimpleDocTemplate(
        file, pagesize=(612, 792), leftMargin=side, rightMargin=side, invariant=1
    ).build([Paragraph(escape(text), style) for text in texts])
    return file.getvalue()


def pictures() -> None:
    """A figure drawn anew against its display list replayed."""
    exercise = Catalog.read(EXERCISES).exercise("hip-hinge")
    panels = engine.draw(exercise)

    def replay() -> None:
        canvas = Canvas(BytesIO())
        for panel in panels:
            draw_picture(canvas, panel, x=0, y=400, scale=1)
        canvas.save()

    _print_medians(
        "the pictures of a hip hinge",
        ("solved and drawn", lambda: engine.draw(exercise)),
        ("display list on a page", replay),
        rounds=8,
    )


def _print_medians(
    what: str, *ways: tuple[str, Callable[[], object]], rounds: int = ROUNDS
) -> None:
    """Time the ways in turns and print their medians; the first tries do not count."""
    times: dict[str, list[float]] = {name: [] for name, _ in ways}
    for number in range(rounds + 2):
        for name, run in ways:
            start = time.perf_counter()
            run()
            if number > 1:
                times[name].append(time.perf_counter() - start)
    medians = {name: 1000 * statistics.median(found) for name, found in times.items()}
    first = next(iter(medians.values()))
    words = ", ".join(f"{name} {ms:.2f} ms ({ms / first:.1f} x)" for name, ms in medians.items())
    print(f"{what}: {words}")


def _import_ms(code: str) -> float:
    def once() -> float:
        timed = f"import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
        return float(subprocess.check_output([sys.executable, "-c", timed], text=True))

    return 1000 * statistics.median(once() for _ in range(7))


if __name__ == "__main__":
    main()
