"""How big a weight is drawn, from its kilograms."""


def kettlebell_radius_m(kg: float) -> float:
    """The bell of a weight in kg; up to 8 kg drawn with 8.5 cm in radius (custom)."""
    return 0.085 * (max(kg, 8.0) / 8) ** (1 / 3)


def kettlebell_handle_m(kg: float) -> float:
    """How high the middle of the handle of a standing kettlebell is."""
    return 2.684 * kettlebell_radius_m(kg)
