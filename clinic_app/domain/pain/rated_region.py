"""Which of the regions that were rated apart somebody means, and what each is called."""

from collections.abc import Collection

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.body_chart import region_named

TREATED = "what is treated"


def region_words(site: str) -> str:
    """The region's name; ``what is treated`` for the empty one."""
    return region_named(site).name("en") if site else TREATED


def rated_region(text: str, rated: Collection[str]) -> str:
    """The rated site that a name means: its id, its name, or words that fit one of them only.

    Empty text and ``treated`` mean what the patient is treated for. Raises UserError naming the
    regions that were rated.
    """
    requested = " ".join(text.replace("-", " ").split()).casefold()
    if requested in ("", "treated", TREATED):
        return ""
    named = {site: _names(site) for site in rated if site}
    exact = [site for site, names in named.items() if requested in names]
    words = set(requested.split())
    near = [site for site, (_, name) in named.items() if words <= set(name.split())]
    if len(exact or near) == 1:
        return (exact or near)[0]
    some = near or list(named)
    said = ", ".join(sorted(region_words(site) for site in some))
    if near:
        raise UserError(f"More than one rated region fits {text[:40]!r}.", f"Use one of: {said}.")
    hint = f"Rated apart: {said}." if said else "No region was rated apart."
    raise UserError(f"There are no ratings of a region {text[:40]!r}.", hint)


def _names(site: str) -> tuple[str, str]:
    return site.replace("-", " ").casefold(), region_named(site).name("en").casefold()
