"""The handout as a PDF: whole cards, every word, the same bytes, honest fonts."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from handout_samples import Maker, exercise, fonts_of, page_texts, seen_texts, words
from pypdf import PdfReader

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Clinic, Paper
from clinic_app.domain.plan.dose import Dose
from clinic_app.domain.plan.handout import Layout
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.paper.document import lay_out, render
from clinic_app.paper.handout.content import HandoutContent
from clinic_app.paper.page.sheet import FORMATS
from clinic_app.paper.type.fonts import MissingGlyph

PAPERS = list(Paper)


def names_by_page(content: HandoutContent) -> list[list[str]]:
    return [[name for name, _ in page.blocks] for page in lay_out(content)]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("count", [1, 3, 4, 9, 20])
def test_every_block_stands_whole_between_head_and_foot(
    make: Maker, count: int, paper: Paper
) -> None:
    content = make(count, paper=paper, next_harder=True)
    form = FORMATS[paper]
    for page in lay_out(content):
        floor = form.height - form.edge - page.foot.height
        below = form.edge + page.head.height
        for _, block, top in page.placed(form.edge):
            assert top >= below
            assert top + block.height <= floor
            below = top + block.height
    names = [name for page in names_by_page(content) for name in page]
    assert [name for name in names if name.startswith("card")] == [
        f"card {n}" for n in range(1, count + 1)
    ]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("count", [4, 5, 7, 9, 10, 20])
def test_no_exercise_stands_alone_at_the_end(make: Maker, count: int, paper: Paper) -> None:
    long = replace(words("Long one"), steps=("Push your hips back and stop there. " * 3,) * 5)
    listed = [exercise(f"e{n}", words={"en": long, "es": long}) for n in range(count)]
    pages = names_by_page(make(listed, paper=paper))
    cards = [sum(name.startswith("card") for name in names) for names in pages]
    with_cards = [n for n in cards if n]
    assert len(with_cards) > 1
    assert with_cards[-1] > 1


def test_two_pages_hold_three_exercises_diary_and_safety(make: Maker) -> None:
    rendered = render(make(3))
    assert rendered.pages == 2
    assert len(rendered.pdf) < 150_000
    first, second = page_texts(rendered.pdf)
    assert "Marigold’s home exercises" in first
    assert "Nov 22, 2026" in first
    assert "3 sets of 10 · once a day" in first
    assert "Week 2" in second
    assert "Sat 5" in second
    assert "Worst pain" in second
    assert "Average pain" in second


@pytest.mark.parametrize("paper", PAPERS)
def test_four_exercises_take_one_page(make: Maker, paper: Paper) -> None:
    first, second = names_by_page(make(4, paper=paper))
    assert first == ["card 1", "card 2", "card 3", "card 4"]
    assert second[0] == "intention"


def test_a_page_with_room_to_spare_has_lines_for_questions(make: Maker) -> None:
    assert names_by_page(make(2))[0] == ["card 1", "card 2", "notes"]
    assert "My questions for my PT" in page_texts(render(make(1)).pdf)[0]
    assert "My questions" not in page_texts(render(make(4)).pdf)[0]


def test_safety_words_end_the_cards_where_that_saves_a_page(make: Maker) -> None:
    *_, cards, diary = names_by_page(make(7))
    assert cards == ["card 5", "card 6", "card 7", "safety"]
    assert diary == ["intention", "week", "week", "help"]


@pytest.mark.parametrize("count", [12, 13])
def test_a_long_diary_has_a_week_on_each_page(make: Maker, count: int) -> None:
    *_, one, two = names_by_page(make(count))
    assert one == ["intention", "help", "week"]
    assert two == ["week", "safety"]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_page_has_phone_number_initials_and_its_number(make: Maker, paper: Paper) -> None:
    pages = page_texts(render(make(9, paper=paper)).pdf)
    for number, text in enumerate(pages, 1):
        assert "(555) 010-0142" in text
        assert f"M.S. · page {number} of {len(pages)}" in text
        assert "Not a substitute for your visit." in text


def test_neither_surname_nor_birth_date_nor_condition_is_printed(make: Maker) -> None:
    text = " ".join(page_texts(render(make(3)).pdf))
    for secret in ("Marigold Sample", "1958", "Low back pain"):
        assert secret not in text


def test_the_same_content_gives_the_same_bytes(make: Maker) -> None:
    content = make(4, given="Ελένη محمد", next_harder=True)
    first = render(content).pdf
    render(make(2, given="Zażółć"))
    assert render(content).pdf == first


@pytest.mark.parametrize("given", ["Marigold", "王小明", "김민서", "محمد", "प्रियंका", "Գայանե"])
def test_all_fonts_are_embedded_subsets(make: Maker, given: str) -> None:
    fonts = fonts_of(render(make(2, given=given)).pdf)
    assert len(fonts) >= 3
    assert all(fonts.values()), fonts
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in fonts), fonts


HOSTILE = ["<b>x</b>", "<img src=http://x/a.png>", "&amp; &lt;", "{{name}} {0}", "=1+1", "%s %d"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_printed_as_written(make: Maker, text: str) -> None:
    clinic = Clinic(text, text, text)
    item = replace(PlanItem.of(exercise("exercise-0")), note=text, own_steps=(text, text))
    pages = page_texts(render(make(1, items=(item,), given=text, clinic=clinic)).pdf)
    # name, clinic, phone, address, two steps and the note
    assert pages[0].count(text) >= 7


NAMES = {
    "greek": "Ελένη",
    "cyrillic": "Наталья",
    "vietnamese": "Nguyễn Thị Hằng",
    "polish": "Zażółć Łucja",
    "chinese": "王小明",
    "japanese": "さくら",
    "korean": "김민서",
    "georgian": "გიორგი",
    "armenian": "Արամ",
    "hebrew": "יוסף",
    "arabic": "محمد عبد الله",
    "devanagari": "प्रियंका क्षत्रिय",
    "thai": "สมชาย ใจดี",
    "stacked marks": "m̃ẽ Ọlá",
}


@pytest.mark.parametrize("given", NAMES.values(), ids=NAMES.keys())
def test_names_of_every_script_are_printed(make: Maker, given: str) -> None:
    import unicodedata

    text = unicodedata.normalize("NFC", seen_texts(render(make(1, given=given)).pdf)[0])
    for part in unicodedata.normalize("NFC", given).split():
        assert part in text or part[::-1] in text


@pytest.mark.parametrize(
    ("given", "named"),
    [("Smile 😀", "U+1F600, grinning face"), ("𒀀", "U+12000"), ("A\U0001f469\u200d⚕", "U+1F469")],
)
def test_a_character_without_a_glyph_is_refused_by_name(
    make: Maker, given: str, named: str
) -> None:
    with pytest.raises(MissingGlyph, match=re.escape(named)) as refused:
        render(make(1, given=given))
    assert "the patient's given name" in str(refused.value)
    assert "Marigold" not in str(refused.value)


def test_a_long_name_is_never_cut(make: Maker) -> None:
    given = "Maximiliana-Guadalupe Wilhelmina Featherstonehaugh-Cholmondeley"
    long = words(
        "Half-kneeling hip flexor stretch with arm reach, side bend and a very slow breath"
    )
    pages = page_texts(
        render(make([exercise("e", words={"en": long, "es": long})], given=given)).pdf
    )
    for text in pages:
        for part in (*given.split(), *long.name.split()):
            assert part in text
    unbroken = "Wolfeschlegelsteinhausenbergerdorff" * 5
    text = page_texts(render(make(1, given=unbroken)).pdf)[0]
    assert unbroken in text.replace(" ", "")


def test_an_exercise_taller_than_a_page_keeps_every_word(make: Maker) -> None:
    steps = tuple(" ".join(f"s{n}w{m}" for m in range(400)) for n in range(3))
    item = replace(PlanItem.of(exercise("exercise-0")), own_steps=steps, note="\n".join(steps[:1]))
    content = make(1, items=(item,))
    rendered = render(content)
    assert rendered.pages > 3
    text = " ".join(page_texts(rendered.pdf))
    assert "Exercise 0 (continued)" in text
    told = text.split()
    for step in steps:
        assert set(step.split()) <= set(told)
    form = FORMATS[Paper.LETTER]
    for page in lay_out(content):
        for _, block, top in page.placed(form.edge):
            assert top + block.height <= form.height - form.edge - page.foot.height


def test_emergency_words_follow_the_region_and_the_country(make: Maker) -> None:
    back = page_texts(render(make(2, region="low-back")).pdf)
    knee = page_texts(
        render(make(2, region="knee", clinic=Clinic("C", emergency_number="112"))).pdf
    )
    assert "Call 911 if: you go numb between the legs" in back[0]
    assert "numbness between your legs" in back[-1]
    assert "chest pain" in back[-1]
    assert "Call 112 if: you have chest pain" in knee[0]
    assert "numbness" not in " ".join(knee)
    assert "moves farther down your leg" in knee[-1]
    assert "Call me the same day if:" in knee[0]


def test_the_clinics_own_limits_of_pain_stand_on_every_page(make: Maker) -> None:
    limits = (3, 6)
    pages = page_texts(render(make(2, limits=limits)).pdf)
    assert "Pain 0–3: go on." in pages[0]
    assert "4–6: OK if it calms" in pages[0]
    assert "Over 6: stop." in pages[0]
    assert "Pain over 6:" in pages[0]
    assert "4–6: take care" in pages[-1]
    assert "Over 6: stop" in pages[-1]
    large = " ".join(page_texts(render(make(2, limits=limits, layout=Layout.LARGE_PRINT)).pdf))
    assert "4–6: go with care" in large
    assert "over 5" not in " ".join([*pages, large]).casefold()


@pytest.mark.parametrize("layout", [Layout.STANDARD, Layout.ONE_PAGE, Layout.LARGE_PRINT])
@pytest.mark.parametrize(
    ("chosen", "language", "told"),
    [
        ("leg-spread", "en", "Stop if pain or tingling moves down your leg."),
        ("leg-spread", "es", "Deténgase si el dolor o el hormigueo baja por la pierna."),
        ("Stay under 90 degrees of bend.", "en", "Stay under 90 degrees of bend."),
    ],
)
def test_another_rule_stands_in_the_place_of_the_numbers(
    make: Maker, layout: Layout, chosen: str, language: str, told: str
) -> None:
    content = make(2, pain_rule=chosen, layout=layout, language=language)
    text = " ".join(page_texts(render(content).pdf))
    assert told in text
    assert "0–2" not in text
    assert "over 5" not in text.casefold()
    assert "más de 5" not in text.casefold()


def test_where_there_is_no_easier_rung_the_page_says_what_to_do(make: Maker) -> None:
    lowest = exercise("lowest", easier=())
    for layout in (Layout.STANDARD, Layout.ONE_PAGE, Layout.LARGE_PRINT):
        text = " ".join(page_texts(render(make([lowest], layout=layout)).pdf))
        assert "Pain over 5: stop and call me." in text
    assert "Do the easier one." not in page_texts(render(make([lowest])).pdf)[0]


def test_the_harder_rung_prints_only_when_switched_on(make: Maker) -> None:
    assert "Hug a weight" not in page_texts(render(make(2)).pdf)[0].replace("hug", "Hug")
    on = page_texts(render(make(2, next_harder=True)).pdf)
    assert "If it was easy twice: hug a weight." in on[0]
    assert "Try the harder one." in on[-1]
    off = page_texts(render(make(2, next_easier=False)).pdf)
    assert "Pain over 5:" not in off[0]


def test_the_diary_has_a_box_for_every_time_a_day(make: Maker) -> None:
    dose = Dose(times_per_day=2, days_per_week=5)
    items = (PlanItem("exercise-0", dose, {}),)
    once = render(make(1)).pdf
    twice = render(make(1, items=items)).pdf
    assert _round_boxes(twice) - _round_boxes(once) == 14
    assert "5 days a week" in page_texts(twice)[-1]
    assert "and again after:" in page_texts(twice)[-1]


def test_a_dose_of_minutes_on_alternate_days_is_told_on_page_and_diary(make: Maker) -> None:
    dose = Dose(days_on=2, days_off=1).changed(form="minutes", amount=10)
    items = (PlanItem("exercise-0", dose, {}),)
    told = {
        "en": ("10 minutes", "2 days on, 1 day off"),
        "es": ("10 minutos", "2 días sí, 1 día no"),
    }
    for language, (amount, days) in told.items():
        for layout in (Layout.STANDARD, Layout.LARGE_PRINT):
            pages = page_texts(render(make(1, items=items, language=language, layout=layout)).pdf)
            assert amount in pages[0]
            whole = " ".join(" ".join(pages).split())
            assert whole.count(days) == 1 + 2, (language, layout)  # the card and two weeks


def _round_boxes(pdf: bytes) -> int:
    """Shapes with four round corners on the last page."""
    contents = PdfReader(BytesIO(pdf)).pages[-1].get_contents()
    assert contents is not None
    return len(re.findall(rb"\bc\b", contents.get_data())) // 4


def test_without_the_diary_the_safety_words_stay(make: Maker) -> None:
    texts = page_texts(render(make(3, diary=False)).pdf)
    assert "How much pain is OK?" in texts[-1]
    assert "Week 1" not in " ".join(texts)


def test_a_spanish_handout_has_no_english_fixed_words(make: Maker) -> None:
    text = " ".join(page_texts(render(make(2, language="es", next_harder=True)).pdf))
    assert "Ejercicios de Marigold para la casa" in text
    assert "Dolor de más de 5: inclínese." in text
    for english in ("You should", "Week", "Call", "page", "sets"):
        assert english not in text


def test_an_empty_plan_is_refused(make: Maker) -> None:
    with pytest.raises(UserError, match="plan is empty"):
        make(0)
