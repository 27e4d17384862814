"""Which of the regions that were rated apart somebody means, and what each is called."""

from collections.abc import Collection

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.body_chart import region_named
from clinic_app.words import N_, _

TREATED = N_("what is treated")


def region_words(site: str) -> str:
    """The region's name; ``what is treated`` for the empty one."""
    return region_named(site).words if site else _(TREATED)


def rated_region(text: str, rated: Collection[str]) -> str:
    """The rated site that a name means: its id, its name, or words that fit one of them only.

    Empty text and ``treated`` mean what the patient is treated for. Raises UserError naming the
    regions that were rated.
    """
    requested = " ".join(text.replace("-", " ").split()).casefold()
    if requested in ("", "treated", TREATED, _(TREATED)):
        return ""
    named = {site: _names(site) for site in rated if site}
    exact = [site for site, names in named.items() if requested in names]
    words = set(requested.split())
    near = [
        site
        for site, (_id, *names) in named.items()
        if any(words <= set(name.split()) for name in names)
    ]
    if len(exact or near) == 1:
        return (exact or near)[0]
    some = near or list(named)
    said = ", ".join(sorted(region_words(site) for site in some))
    if near:
        raise UserError(
            _("More than one rated region fits {text}.", text=repr(text[:40])),
            _("Use one of: {names}.", names=said),
        )
    hint = _("Rated apart: {regions}.", regions=said) if said else _("No region was rated apart.")
    raise UserError(_("There are no ratings of a region {text}.", text=repr(text[:40])), hint)


def _names(site: str) -> tuple[str, ...]:
    region = region_named(site)
    return (
        site.replace("-", " ").casefold(),
        region.name("en").casefold(),
        region.words.casefold(),
    )
