"""What the tables of records say of each kind of record: whole sentences, one for each kind."""

from collections.abc import Callable
from dataclasses import dataclass

from clinic_app.words import N_, Message, ngettext


@dataclass(frozen=True)
class RecordWords:
    """``counted`` says how many there are, ``none`` that there are none."""

    was_it_wrong: Message
    newest_first: Message
    none: Message
    counted: Callable[[int], str]


RECORDS = {
    "event": RecordWords(
        N_("Was this event entered in error?"),
        N_("Earlier events, the newest first"),
        N_("No earlier events"),
        lambda n: ngettext("{count} earlier event", "{count} earlier events", n),
    ),
    "result": RecordWords(
        N_("Was this result entered in error?"),
        N_("Earlier results, the newest first"),
        N_("No earlier results"),
        lambda n: ngettext("{count} earlier result", "{count} earlier results", n),
    ),
    "rating": RecordWords(
        N_("Was this rating entered in error?"),
        N_("Ratings, the newest first"),
        N_("No ratings"),
        lambda n: ngettext("{count} rating", "{count} ratings", n),
    ),
}
