"""How big a weight is drawn, from its kilograms."""


def kettlebell_radius_m(kg: float) -> float:
    """The bell of a weight in kg; cast iron of 8 kg is about 7 cm in radius (drawing custom)."""
    return 0.07 * (max(kg, 2.0) / 8) ** (1 / 3)


def kettlebell_handle_m(kg: float) -> float:
    """How high the middle of the handle of a standing kettlebell is."""
    return 2.684 * kettlebell_radius_m(kg)
