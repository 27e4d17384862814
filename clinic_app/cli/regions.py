"""`--region NAME`: one of the regions that were rated apart."""

from collections.abc import Sequence
from typing import Annotated

import typer

from clinic_app.domain.pain.rated_region import rated_region, region_words
from clinic_app.words import _

RegionName = Annotated[
    str | None,
    typer.Option("--region", metavar="NAME", help="A region of the body that was rated apart."),
]


def chosen_site(rated: Sequence[str], region: str | None) -> str:
    """The site that a name means; without one what is treated, or the first that was rated.

    Raises UserError naming the regions that were rated.
    """
    return rated_region(region, rated) if region is not None else shown_site(rated)


def shown_site(rated: Sequence[str]) -> str:
    """What to show where nobody said: what is treated, else the first region that was rated."""
    return rated[0] if rated else ""


def others_words(rated: Sequence[str], shown: str) -> str:
    """``Also rated: left hip (--region NAME).``; empty where there is nothing else."""
    others = [region_words(site) for site in rated if site != shown]
    if not others:
        return ""
    return _("Also rated: {regions} (--region NAME).", regions=", ".join(others))
