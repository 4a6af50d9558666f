"""Which text of a Word document a person does not see, or sees raised or lowered.

A run's properties are its own, else those of its character style, its paragraph's style and the
document's defaults. Struck out and hidden are switches that two styles cancel out.
"""

from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

from analysis.ingest.readers.seen_text import LEAST_POINTS, Mark

PROPERTIES, VALUE, BASED_ON, TYPE = (qn(name) for name in ("w:rPr", "w:val", "w:basedOn", "w:type"))
STYLE_ID, DEFAULT, FILL, THEME = (
    qn(name) for name in ("w:styleId", "w:default", "w:fill", "w:themeColor")
)
SHADING, RUN_STYLE, PARAGRAPH_STYLE = qn("w:shd"), qn("w:rStyle"), qn("w:pStyle")
SWITCHES = {
    qn("w:strike"): "strike", qn("w:dstrike"): "strike",
    qn("w:vanish"): "vanish", qn("w:specVanish"): "vanish",
}  # fmt: skip
OTHERS = {
    qn("w:vertAlign"): "align", qn("w:position"): "position", qn("w:sz"): "size",
    qn("w:color"): "color", qn("w:highlight"): "highlight", SHADING: "fill",
}  # fmt: skip
OFF = frozenset({"0", "false", "off", "none"})
WHITE, LIGHT_THEMES = "FFFFFF", frozenset({"background1", "light1"})
# Half-points: smaller shifts only centre a character in its line.
LEAST_SHIFT = 4
MOST_ANCESTORS = 32
Properties = dict[str, str | bool]


@dataclass(frozen=True)
class Surroundings:
    """What a run stands in: its paragraph's style and the colour behind it.

    Attributes:
        style: identifier of the paragraph's style; None for the default style.
        fill: colour behind the text as six hexadecimal digits; None if it is unknown.
    """

    style: str | None = None
    fill: str | None = WHITE


@dataclass
class WordMarks:
    """Finds the mark of a run from its properties and the styles of the document.

    Attributes:
        styles: the properties of each style and the style that it is based on.
        defaults: default properties of runs.
        default_style: style of paragraphs that name none.
    """

    styles: dict[str, tuple[Properties, str | None]] = field(default_factory=dict)
    shaded: frozenset[str] = frozenset()
    defaults: Properties = field(default_factory=dict)
    default_style: str | None = None
    _resolved: dict[str | None, Properties] = field(default_factory=dict)

    @classmethod
    def read(cls, element: etree._Element | None) -> "WordMarks":
        """The marks for a document with these styles."""
        marks = cls()
        if element is None:
            return marks
        shaded = set()
        for style in element.iter(qn("w:style")):
            style_id = style.get(STYLE_ID, "")
            based_on = style.find(BASED_ON)
            properties = read_properties(style.find(PROPERTIES))
            marks.styles[style_id] = properties, _get_value(based_on)
            if style.get(TYPE) == "paragraph" and style.get(DEFAULT) in ("1", "true", "on"):
                marks.default_style = style_id
            if style.get(TYPE) == "table" and style.find(f".//{SHADING}") is not None:
                shaded.add(style_id)
        marks.shaded = frozenset(shaded)
        defaults = element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{PROPERTIES}")
        marks.defaults = read_properties(defaults)
        return marks

    def is_shaded(self, style: str | None) -> bool:
        """Whether a table style, or one that it is based on, colours cells."""
        for _ in range(MOST_ANCESTORS):
            if style is None or style not in self.styles:
                return False
            if style in self.shaded:
                return True
            style = self.styles[style][1]
        return False

    def find(self, run: etree._Element, around: Surroundings) -> Mark:
        """The mark of a run."""
        own = run.find(PROPERTIES)
        paragraph_style = self._resolve(around.style or self.default_style)
        if own is None and not paragraph_style and not self.defaults:
            return "plain"
        direct = read_properties(own)
        run_style = self._resolve(_get_value(own.find(RUN_STYLE)) if own is not None else None)
        merged = self.defaults | paragraph_style | run_style | direct
        for switch in ("strike", "vanish"):
            if switch not in direct:
                merged[switch] = bool(run_style.get(switch)) != bool(paragraph_style.get(switch))
        return _name_mark(merged, around)

    def _resolve(self, style: str | None) -> Properties:
        """The properties of a style with those that it inherits. Cached."""
        if style not in self._resolved:
            chain: list[Properties] = []
            ancestor = style
            while ancestor in self.styles and len(chain) < MOST_ANCESTORS:
                properties, ancestor = self.styles[ancestor]
                chain.append(properties)
            merged: Properties = {}
            for properties in reversed(chain):
                merged |= properties
            self._resolved[style] = merged
        return self._resolved[style]


def read_properties(element: etree._Element | None) -> Properties:
    """The properties of a run or style that decide whether and where its text is seen."""
    properties: Properties = {}
    if element is None:
        return properties
    for child in element:
        if child.tag in SWITCHES:
            name = SWITCHES[child.tag]
            is_on = child.get(VALUE, "1") not in OFF
            properties[name] = is_on or bool(properties.get(name))
        elif child.tag == SHADING:
            properties["fill"] = child.get(FILL, "auto")
        elif child.tag in OTHERS:
            value = child.get(VALUE, "")
            is_light = OTHERS[child.tag] == "color" and child.get(THEME) in LIGHT_THEMES
            properties[OTHERS[child.tag]] = WHITE if is_light else value
    return properties


def find_fill(element: etree._Element | None, behind: str | None) -> str | None:
    """The colour behind the text of an element with these properties; ``behind`` if it has none."""
    shading = element.find(SHADING) if element is not None else None
    if shading is None:
        return behind
    fill = shading.get(FILL, "auto")
    pattern = shading.get(VALUE, "clear")
    if pattern not in ("clear", "nil") or qn("w:themeFill") in shading.attrib:
        return None
    return behind if fill == "auto" else fill.upper()


def _name_mark(properties: Properties, around: Surroundings) -> Mark:
    if properties.get("vanish") or _is_unseen(properties, around):
        return "hidden"
    if properties.get("strike"):
        return "struck"
    align, position = properties.get("align"), _to_number(properties.get("position"))
    if align == "superscript" or position >= LEAST_SHIFT:
        return "raised"
    if align == "subscript" or position <= -LEAST_SHIFT:
        return "lowered"
    return "plain"


def _is_unseen(properties: Properties, around: Surroundings) -> bool:
    """Whether text is too small, or has the colour of what is behind it."""
    size = _to_number(properties.get("size"))
    if 0 < size < 2 * LEAST_POINTS:
        return True
    color = str(properties.get("color", "auto")).upper()
    if color == "AUTO" or properties.get("highlight", "none") != "none":
        return False
    fill = str(properties.get("fill", "auto")).upper()
    return color == (around.fill if fill == "AUTO" else fill)


def _get_value(element: etree._Element | None) -> str | None:
    return element.get(VALUE) if element is not None else None


def _to_number(text: str | bool | None) -> int:
    digits = str(text).removeprefix("-")
    return int(str(text)) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 0
