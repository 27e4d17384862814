"""Questions about the columns of a file: which one it is, and what is not there."""

import re
from collections.abc import Sequence

from clinic_app.services.pain_csv.held import Held
from clinic_app.services.pain_csv.values import Answer, Options, Question, Use
from clinic_app.words import _


def which(columns: Sequence[Held], use: Use, options: Options) -> Question:
    """One of these columns, each shown with its first cells."""
    answers = tuple(
        Answer(
            f"{_shown(h)}: {', '.join(h.sample[:3])}",
            f"--column {use}={quoted(h)}",
            options.with_column(use, h.handle),
        )
        for h in columns
    )
    return Question(
        _("Which column holds the date?")
        if use is Use.DATE
        else _("Which column holds the pain score?"),
        answers,
    )


def _shown(h: Held) -> str:
    return f'"{h.name}"' if h.name else _("column {number}", number=h.index + 1)


def quoted(h: Held) -> str:
    """A column's name as it is typed on the command line."""
    return f'"{h.handle}"' if re.search(r"[^\w.-]", h.handle) else h.handle


def lacking(held: Sequence[Held], use: Use) -> Question:
    """What was found, and what is needed; no column can be offered."""
    listed = ", ".join(h.name for h in held if h.name)
    return Question(
        _("No column holds a date. The file has: {columns}.", columns=listed)
        if use is Use.DATE
        else _("No column holds a pain score. The file has: {columns}.", columns=listed),
        hint=_(
            "It needs a date and a score from 0 to 10 in each line; --column {use}=NAME"
            " says which column holds it.",
            use=use,
        ),
    )
