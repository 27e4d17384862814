"""`check` finds each kind of mistake at its line, planted one by one in a copy of the library."""

import shutil
from pathlib import Path

import pytest

from clinic_app.catalog.check import check
from clinic_app.shipped_data import EXERCISES

HINGE = "hinge/hip-hinge.yaml"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The hinge family alone: small enough to check in a moment."""
    folder = tmp_path / "exercises"
    folder.mkdir()
    for name in ("vocabulary.yaml", "sources.yaml"):
        shutil.copy(EXERCISES / name, folder / name)
    shutil.copytree(EXERCISES / "hinge", folder / "hinge")
    shutil.copytree(EXERCISES / "bridge", folder / "bridge")
    return folder


def plant(library: Path, old: str, new: str, file: str = HINGE) -> int:
    """Replace a text once and return the line it stands on."""
    path = library / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_shipped_library_has_no_problem() -> None:
    assert check(EXERCISES) == []


@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        ("{kind: plate, kg: load_kg}", "{kind: plate, kg: 4}", "figure:", "no prop shows load_kg"),
        ("{kind: plate,", "{kind: dumbbell,", "words.en.steps:", "picture holds two weights"),
        ("Abrace una pesa", "Tome dos pesas", "words.es.steps:", "picture holds one weight"),
    ],
)
def test_words_and_picture_hold_as_many_weights(
    library: Path, old: str, new: str, where: str, message: str
) -> None:
    plant(library, old, new)
    found = [p for p in check(library) if message in p.message]
    assert [(p.file, p.message.startswith(where)) for p in found] == [(HINGE, True)]


PLANTED = [
    (
        "arrows: [head, hips]\n",
        "arrows: [head, hips]\n  waivers: [{check: paper, up_to: 6 mm, reason: A planted one.}]\n",
        "up_to: is a number and cm, deg or %, such as '2.5 cm'"),
    ("difficulty: 3", "difficulty: 3\ncolour: red", "colour: is not a known key"),
    ("difficulty: 3", "difficulty: 9", "difficulty: input should be less than or equal to 5"),
    ("difficulty: 3", "difficulty: yes", "difficulty"),
    ("id: hip-hinge", "id: hip-hinge-2", "as the file is named"),
    ("family: hinge", "family: knee", "as the folder is named"),
    ("position: standing", "position: floating", "not a known position; known: supine"),
    ("[gluteus-maximus,", "[gluteus-minimums,", "not a known muscle"),
    ("stage: bodyweight", "stage: zenith", "stage: must be one of learn"),
    ("max: 90", "max: 10", "min below max"),
    ("default: 60", "default: 95", "depth_deg must be 20 to 90 deg"),
    ("axis: load\n    also", "axis: lever\n    also", "on the way back"),
    ("exercise: hip-hinge-short", "exercise: hip-hinge-shallow", "there is no exercise"),
    ("exercise: hip-hinge-short", "exercise: pelvic-tilt", "does not name hip-hinge under harder"),
    ("above: 60}", "above: 60, one_of: [x]}", "either above, below or one_of"),
    ("setting: depth_deg, above: 60", "setting: deep, above: 60", "there is no setting 'deep'"),
    ("tag: osteoporosis", "tag: brittle", "not a known precaution"),
    (", landmark: bow", "", "degrees mean little to a patient: name a landmark"),
    ("landmark: bow", "landmark: knot", "'knot' is not a known landmark; known: hands-hang"),
    ("landmark: bow, ", "landmark: knot, ", "written under 'landmarks' in vocabulary.yaml"),
    ("landmark: bow", "landmark: hips-up", "hips-up has words up to 30 only"),
    ("tempo_words: down-up", "tempo_words: sideways", "tempo_words"),
    ("source: too-fit-to-fracture", "source: my-memory", "not in sources.yaml"),
    ("sources: [liu-2014", "sources: [smith-1999", "'smith-1999' is not in sources.yaml"),
    ("Stand tall.", "TODO stand tall.", "looks like a placeholder"),
    ("Stand tall.", "Hold this isometric start.", "'isometric' is a word of the trade"),
    ("say: {en: Hug", "say: {fr: Hug", "say"),
    ("tempo: 3-0-2, load_kg: 0", "tempo: slow, load_kg: 0", "tempo"),
    ("sets: 3, reps: 10", "sets: 300, reps: 10", "sets must be 1 to 20"),
    ("position: standing", "position: [standing", "not valid YAML"),
    ("related: [bridge]", "related: &a [bridge]\nextra: *a", "aliases"),
    ("related: [bridge]", "related: [tightrope]", "'tightrope' is not another exercise"),
    ("related: [bridge]", "related: [bridge, bridge]", "'bridge' stands there twice"),
    (
        "  tempo: {label: Tempo",
        "  side: {label: Side, axis: single-side, default: both, options: {both: Both, left: Left}}"
        "\n  tempo: {label: Tempo",
        "no side works alone",
    ),
    ("counter: Counter", "counter: Cupboard", "'Cupboard' has no words in 'es'"),
    ("counter: Counter", "counter: Cupboard", "give it some in translations/es/handrail.po"),
    ("default: 60", "default: 63", "no whole number of steps of 5"),
    ("step: 5", "step: 0", "must be above 0"),
    ("min: 20, ", "", "a number needs min and max"),
    ("harder: down_the_list", "harder: up", "harder down_the_list or not at all"),
    ("above: 0}\n    step: 1", "above: 0}\n    step: 6", "there are fewer steps"),
    ("one_of: [counter]}\n    step", "one_of: [table]}\n    step", "one_of must be of counter"),
    ("en: Stand tall. Feet as wide as your hips. Hug", "en: TODO hug", "looks like a placeholder"),
    ("above: 60}", "above: 600}", "above must lie within 20 to 90"),
    ("reviewed: false", "reviewed: no", "reviewed: input should be a valid boolean"),
    ("Squeeze your bottom and stand up.", "no", "not a sentence with a full stop"),
    ("[Hips back. Back straight.]", "[Reach long, not high.]", "is no whole sentence"),
    ("patient_name: Lean forward from your hips", "patient_name: Bridge", "is the name of bridge"),
    ("Squeeze your", "Squeeze\u200b your", "an invisible character"),
    ("id: hip-hinge", "%YAML 1.1\n---\nid: hip-hinge", "directives"),
    ("id: hip-hinge", "<<: {hue: red}\nid: hip-hinge", "<<: is not a known key"),
    ("laterality: both", "laterality: both\none_sided_when: {setting: x}", "no setting 'x'"),
    ("adductor-magnus]", "erector-spinae]", "'erector-spinae' stands there twice"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), PLANTED, ids=[p[2] for p in PLANTED])
def test_a_planted_mistake_is_found_where_it_stands(
    library: Path, old: str, new: str, message: str
) -> None:
    line = plant(library, old, new)
    found = [p for p in check(library) if message in p.message and p.file == HINGE]
    assert found, [str(p) for p in check(library)]
    assert abs(found[0].line - line) <= 2


def test_a_circle_is_told_as_a_walk(library: Path) -> None:
    up = "\nharder:\n  - exercise: pelvic-tilt\n    axis: load\n    label: round\n"
    words = "    say: {en: Go round., es: Dé la vuelta.}\n    one_way: planted\n"
    path = library / "hinge/kettlebell-swing.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nharder:\n", up + words, 1), encoding="utf-8")
    assert any("the ladder runs in a circle" in p.message for p in check(library))


def test_hard_words_and_long_steps_are_counted(library: Path) -> None:
    plant(
        library,
        "Stand tall. Feet as wide as your hips. Put your hands on your hips.",
        "Assume comfortable upright positioning approximating anatomical alignment throughout.",
    )
    assert any("reading grade" in p.message for p in check(library))


def test_a_missing_language_is_named(library: Path) -> None:
    plant(
        library, "say: {en: Lean just a little., es: Inclínese solo un poco.}", "say: {en: Lean.}"
    )
    assert "easier.0.say: no words in 'es'" in [p.message for p in check(library)]


def test_a_language_without_a_catalogue_is_refused(library: Path) -> None:
    plant(library, "  es:\n", "  pt:\n")
    assert "words.pt: is not a known key" in [p.message for p in check(library)]


def test_two_exercises_may_not_share_an_id_or_a_name(library: Path) -> None:
    shutil.copy(library / HINGE, library / "bridge" / "hip-hinge.yaml")
    messages = [p.message for p in check(library)]
    assert any("is taken by" in m for m in messages)


def test_an_empty_folder_is_an_error(library: Path) -> None:
    shutil.rmtree(library / "hinge")
    shutil.rmtree(library / "bridge")
    assert "holds no exercise files" in check(library)[0].message


def test_a_file_that_is_no_text_or_too_large_is_refused(library: Path) -> None:
    (library / "hinge/odd.yaml").write_bytes(b"\xff\xfe\x00")
    (library / "hinge/big.yaml").write_bytes(b"a: " + b"x" * (1 << 20))
    found = {p.file: p.message for p in check(library)}
    assert "not UTF-8" in found["hinge/odd.yaml"]
    assert "larger than 1 MiB" in found["hinge/big.yaml"]


def test_a_source_of_the_wrong_form_is_named(library: Path) -> None:
    plant(library, "ref: PMC3878967", "ref: PMX3878967", "sources.yaml")
    assert any("is not a pmcid" in p.message for p in check(library))


@pytest.mark.parametrize(
    "name", ["foo.yaml", "hinge/deep/lunge.yaml", "hinge/lunge.yml", "hinge/lunge.YAML"]
)
def test_an_exercise_in_the_wrong_place_is_not_passed_over(library: Path, name: str) -> None:
    (library / name).parent.mkdir(exist_ok=True)
    (library / name).write_text("id: lunge\n", encoding="utf-8")
    (library / "hinge" / "readme.md").write_text("Notes.", encoding="utf-8")
    assert f"{name}:1: is not read: exercises are <family>/<id>.yaml" in map(str, check(library))


def test_what_is_no_file_of_its_own_is_told_plainly(library: Path) -> None:
    (library / "hinge" / "folder.yaml").mkdir()
    (library / "hinge" / "gone.yaml").symlink_to(library / "nowhere.yaml")
    (library / "hinge" / "deep.yaml").write_text("a: " + "[" * 50_000, encoding="utf-8")
    (library / "hinge" / "number.yaml").write_text("a: " + "9" * 6000, encoding="utf-8")
    told = {str(p) for p in check(library)}
    assert "hinge/folder.yaml:1: is missing or is not a file" in told
    assert "hinge/gone.yaml:1: is missing or is not a file" in told
    assert "hinge/deep.yaml:1: not valid YAML: too deep or too long" in told
    assert "hinge/number.yaml:1: not valid YAML: too deep or too long" in told
    (library / "vocabulary.yaml").unlink()
    assert [str(p) for p in check(library)] == [
        "vocabulary.yaml:1: is missing or is not a file; every library has its own: copy "
        "exercises/vocabulary.yaml"
    ]


def test_one_broken_file_brings_no_complaints_about_links_to_it(library: Path) -> None:
    plant(library, "difficulty: 3", "difficulty: no")
    assert not [p for p in check(library) if "there is no exercise 'hip-hinge'" in p.message]


def test_a_source_of_the_wrong_form_is_told_at_its_line(library: Path) -> None:
    line = plant(library, "ref: PMC3878967", "ref: PMID3878967", "sources.yaml")
    assert f"sources.yaml:{line}: schellenberg-2013.ref: 'PMID3878967' is not a pmcid" in map(
        str, check(library)
    )


def test_a_tempo_without_its_directions_is_told(library: Path) -> None:
    plant(library, "tempo_words: down-up\n", "")
    assert [p.message for p in check(library) if "has a tempo and no tempo_words" in p.message]


def test_words_of_the_vocabulary_for_patients_are_looked_at(library: Path) -> None:
    plant(library, "Do not bend low.,", "Do not bend low,", "vocabulary.yaml")
    plant(library, "up_to: 47, en: hands", "up_to: 30, en: hands", "vocabulary.yaml")
    found = "\n".join(p.message for p in check(library))
    assert "precautions.osteoporosis.say.en: is not a sentence with a full stop" in found
    assert "landmarks.hands-hang: needs lines whose up_to rises" in found
