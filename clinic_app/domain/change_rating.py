"""A patient's rating of change since the start, -5 to +5, in our own words."""

QUESTION = {
    "en": "Compared with the start of treatment, how are you now?",
    "es": "Comparado con el inicio del tratamiento, ¿cómo está ahora?",
}
_WORDS = {
    "en": (
        "very much worse",
        "much worse",
        "clearly worse",
        "somewhat worse",
        "a little worse",
        "about the same",
        "a little better",
        "somewhat better",
        "clearly better",
        "much better",
        "very much better",
    ),
    "es": (
        "muchísimo peor",
        "mucho peor",
        "claramente peor",
        "algo peor",
        "un poco peor",
        "más o menos igual",
        "un poco mejor",
        "algo mejor",
        "claramente mejor",
        "mucho mejor",
        "muchísimo mejor",
    ),
}
RATINGS = range(-5, 6)


def rating_words(rating: int, language: str = "en") -> str:
    """What a rating of change means; raises IndexError outside -5 to +5."""
    if rating not in RATINGS:
        raise IndexError(rating)
    return _WORDS.get(language, _WORDS["en"])[rating - RATINGS.start]
