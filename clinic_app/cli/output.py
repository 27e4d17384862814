"""How commands print: JSON alone on standard output, or plain lines for people."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from clinic_app.domain.text import visible, visible_json

T = TypeVar("T")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON only.")]


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    _print_document(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_list(documents: Iterable[object]) -> None:
    """One JSON list, a line each, written as they come: it may be longer than memory."""
    before = "["
    for document in documents:
        _print_document(before)
        before = f" {json.dumps(document, ensure_ascii=False)},"
    _print_document("[]" if before == "[" else f"{before.removesuffix(',')}\n]")


def print_table(rows: list[tuple[str, ...]]) -> None:
    """Columns as wide as their widest cell; the last one runs free."""
    if not rows:
        return
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        say("  ".join([*cells, row[-1]]).rstrip())


def print_records(
    found: Sequence[T],
    document: Callable[[T], object],
    row: Callable[[T], tuple[str, ...]],
    *,
    as_json: bool,
    single: bool = False,
) -> None:
    """Records as JSON (``single``: the only one, not in a list) or as a table."""
    if as_json:
        documents = [document(one) for one in found]
        print_json(documents[0] if single else documents)
    else:
        print_table([row(one) for one in found])


def plain_fields(record: object, *names: str) -> dict[str, object]:
    """Fields of a record as JSON values, under their own names."""
    return {name: _plain(getattr(record, name)) for name in names}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def say(text: object = "", *, err: bool = False) -> None:
    """Print lines; nothing in them can steer the terminal, whatever was kept or typed."""
    _print(visible(str(text)), err=err)


def show_progress(text: str, *, last: bool = False) -> None:
    """One line on standard error that the next one replaces."""
    typer.echo(f"\r{visible(text)}", nl=last, err=True)


def progress_line(words: str) -> Callable[[int, int], None]:
    """Shows how far it is where somebody reads it: ``{done} of {total}``, or ``{percent} %``."""
    if not sys.stderr.isatty():
        return lambda _done, _total: None

    def show(done: int, total: int) -> None:
        percent = 100 * done // max(1, total)
        show_progress(words.format(done=done, total=total, percent=percent), last=done == total)

    return show


def _print(text: str, *, err: bool = False) -> None:
    stream = sys.stderr if err else sys.stdout
    encoding = stream.encoding or "utf-8"
    # What the terminal's own encoding lacks shows its number, too.
    typer.echo(text.encode(encoding, "backslashreplace").decode(encoding), err=err)


def _print_document(text: str) -> None:
    """The same for JSON, which has its own way to write a character by its number."""
    shown = visible_json(text)
    try:
        shown.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        shown = visible_json(text, ascii_only=True)
    typer.echo(shown)
