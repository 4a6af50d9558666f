"""Bars and short lines of the key figures, as small pictures that also print."""

import base64
import math
from collections.abc import Sequence
from functools import cache

BLUE, RED, INK, PALE, AXIS = "#0f4c6b", "#9b2c12", "#16191d", "#d5dade", "#868f98"
WIDTH, HEIGHT = 240, 14
_SEGMENTS = {
    "met": f'fill="{BLUE}"',
    "not_met": f'fill="#fff" stroke="{RED}"',
    "not_yet_due": f'fill="#fff" stroke="{INK}"',
    "not_assessed": f'fill="#fff" stroke="{AXIS}" stroke-dasharray="2 2"',
    "not_computable": f'fill="{PALE}" stroke="{AXIS}"',
}


def draw_bar(share: float, mark: float = math.nan) -> str:
    """A bar filled to a share of its length, with a black mark at another share; a data URI."""
    filled = round(min(max(share, 0), 1) * WIDTH, 1)
    parts = [
        f'<rect y="4" width="{WIDTH}" height="6" fill="{PALE}"/>',
        f'<rect y="4" width="{filled}" height="6" fill="{BLUE}"/>',
    ]
    if not math.isnan(mark):
        place = round(min(mark, 1) * (WIDTH - 2), 1)
        parts.append(f'<rect x="{place}" width="2" height="{HEIGHT}" fill="{INK}"/>')
    return _encode("".join(parts))


def draw_segments(verdicts: Sequence[str]) -> str:
    """A square for each target item, in the order of the verdicts; a data URI."""
    ordered = [name for name in _SEGMENTS for verdict in verdicts if verdict == name]
    step = WIDTH / max(len(ordered), 10)
    return _encode(
        "".join(
            f'<rect x="{place * step + 0.5:.1f}" y="2.5" width="{max(step - 1.5, 0.5):.1f}" '
            f'height="9" {_SEGMENTS[name]}/>'
            for place, name in enumerate(ordered)
        )
    )


def draw_line(values: Sequence[float], is_implied: Sequence[bool]) -> str:
    """Points in their order from zero up, implied ones hollow; a data URI."""
    largest = max(values, default=0) or 1
    width, height = WIDTH - 12, 28
    step = width / max(len(values) - 1, 1)
    points = [
        (round(6 + place * step, 1), round(34 - max(value, 0) / largest * height, 1))
        for place, value in enumerate(values)
    ]
    path = " ".join(f"{x},{y}" for x, y in points)
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="3.5" fill="{"#fff" if hollow else BLUE}" stroke="{BLUE}" '
        f'stroke-width="1.5"/>'
        for (x, y), hollow in zip(points, is_implied, strict=True)
    )
    line = f'<polyline points="{path}" fill="none" stroke="{BLUE}" stroke-width="1.5"/>'
    axis = f'<path d="M0 38.5H{WIDTH}" stroke="{AXIS}"/>'
    return _encode(axis + line + dots, 40)


@cache
def _encode(content: str, height: int = HEIGHT) -> str:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}">{content}</svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode("ascii")
