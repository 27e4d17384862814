"""A picture as an SVG file."""

from xml.sax.saxutils import escape, quoteattr

from clinic_app.domain.exercise.picture import Panel, Shape


def svg(panel: Panel) -> str:
    """The picture as an SVG document whose units are the panel's own."""
    size = f'width="{panel.width:g}" height="{panel.height:g}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {panel.width:g} {panel.height:g}" '
        f'{size} stroke-linejoin="round" stroke-linecap="round" role="img" '
        f"aria-label={quoteattr(panel.alt)}>"
    )
    title = [f"<title>{escape(panel.alt)}</title>"] if panel.alt else []
    return "\n".join([head, *title, *(_path(shape) for shape in panel.shapes), "</svg>"])


def _path(shape: Shape) -> str:
    text = [f'<path d="{_drawn(shape)}" fill="{shape.fill or "none"}"']
    if shape.fill:
        text.append('fill-rule="evenodd"')
    if shape.stroke:
        text.append(f'stroke="{shape.stroke}" stroke-width="{shape.width:g}"')
    if shape.dash:
        text.append(f'stroke-dasharray="{" ".join(f"{n:g}" for n in shape.dash)}"')
    if shape.opacity < 1:
        text.append(f'opacity="{shape.opacity:g}"')
    return " ".join(text) + "/>"


def _drawn(shape: Shape) -> str:
    """The path in steps relative to the last point, in whole hundredths: short and exact."""
    values = [round(n * 100) for n in shape.numbers]
    text: list[str] = []
    at, here, began = 0, (0, 0), (0, 0)
    for letter in shape.steps:
        if letter == "z":
            text.append("z")
            here = began
            continue
        count = 6 if letter == "c" else 2
        step = values[at : at + count]
        at += count
        text.append(letter + _joined([n - here[i % 2] for i, n in enumerate(step)]))
        here = (step[-2], step[-1])
        if letter == "m":
            began = here
    return "".join(text)


def _joined(hundredths: list[int]) -> str:
    words = [
        f"{n / 100:g}".replace("0.", ".", 1) if abs(n) < 100 else f"{n / 100:g}" for n in hundredths
    ]
    words = [w if w != "." else "0" for w in words]
    text = words[0]
    for word in words[1:]:
        text += word if word.startswith("-") else " " + word
    return text
