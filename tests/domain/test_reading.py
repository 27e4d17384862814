"""Reading grades: known texts land where the formula puts them, jargon counts whatever it says."""

from clinic_app.domain import reading


def test_plain_words_are_easy_and_jargon_is_hard() -> None:
    good = "Push your hips back. Keep your back long."
    bad = "Perform hip flexion while maintaining a neutral lumbar spine."
    assert reading.grade(good) < 2
    assert reading.grade(bad) > 6
    assert reading.jargon(bad) == ["flexion", "neutral", "lumbar"]
    assert reading.jargon(good) == []


def test_nothing_has_no_grade() -> None:
    assert reading.grade("") == 0
    assert reading.ease_es("  ...") == 100


def test_spanish_ease_tells_short_from_long_words() -> None:
    easy = "Doble las rodillas. Suba la cadera."
    hard = "Realizar la flexión coxofemoral manteniendo la estabilización lumbopélvica."
    assert reading.ease_es(easy) > reading.LOWEST_EASE > reading.ease_es(hard)
