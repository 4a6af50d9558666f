"""pdfminer.six: which characters of a page are never painted."""

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_pt

from analysis.upstream.use import Use

UNPAINTED_CHARACTERS = Use(
    purpose="Characters of a PDF page that are invisible, clipped, or in a hidden layer",
    names=(
        "PDFPageInterpreter.do_W", "PDFPageInterpreter.do_BDC", "PDFPageInterpreter.curpath",
        "PDFPageInterpreter.ctm", "PDFPageInterpreter.resources", "PDFTextState.render",
    ),
    versions={"pdfminer-six": ("20251000", "20270000")},
    saved_share=None,
    reason="neither pdfminer.six nor pdfplumber gives the text rendering mode, the clipping path "
    "or the layer of a character.",
)  # fmt: skip
INVISIBLE_MODES = frozenset({3, 7})
# In character heights: the middle of a digit above its base line, and how far a character may
# stand out of the painted area before its middle does.
MIDDLE = 0.3
Box = tuple[float, float, float, float]


class PaintingDevice(PDFPageAggregator):
    """Notes for each character, in the order of painting, whether it is invisible or cut off."""

    def __init__(self, manager: PDFResourceManager, hidden_layers: frozenset[int]) -> None:
        """Begins a page; ``hidden_layers`` are numbers of objects."""
        super().__init__(manager)
        self.hidden_layers = hidden_layers
        self.is_in_hidden_layer: list[bool] = []
        self.is_unpainted: list[bool] = []
        self.clip: Box | None = None
        self._mode = 0

    def render_string(self, textstate, seq, ncs, graphicstate) -> None:  # noqa: D102
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, matrix, font, fontsize, scaling, rise, *others) -> float:  # noqa: D102
        advance = super().render_char(matrix, font, fontsize, scaling, rise, *others)
        x, y = apply_matrix_pt(matrix, (advance / 2, MIDDLE * fontsize + rise))
        is_outside = self.clip is not None and not _contains(self.clip, x, y)
        is_hidden = self._mode in INVISIBLE_MODES or any(self.is_in_hidden_layer)
        self.is_unpainted.append(is_hidden or is_outside)
        return advance


class PaintingInterpreter(PDFPageInterpreter):
    """Follows the limits of painting: set by a path, kept and restored with the graphics state."""

    def __init__(self, manager: PDFResourceManager, device: PaintingDevice) -> None:
        """Begins a page or a form in it."""
        super().__init__(manager, device)
        self._kept: list[Box | None] = []

    def do_q(self) -> None:  # noqa: D102
        self._kept.append(self.device.clip)
        super().do_q()

    def do_Q(self) -> None:  # noqa: D102, N802
        if self._kept:
            self.device.clip = self._kept.pop()
        super().do_Q()

    def do_W(self) -> None:  # noqa: D102, N802
        self._limit()
        super().do_W()

    def do_W_a(self) -> None:  # noqa: D102, N802
        self._limit()
        super().do_W_a()

    def do_Do(self, xobjid_arg) -> None:  # noqa: D102, N802
        clip = self.device.clip
        super().do_Do(xobjid_arg)
        self.device.clip = clip

    def do_BDC(self, tag, props) -> None:  # noqa: D102, N802
        is_hidden = False
        if isinstance(tag, PSLiteral) and tag.name == "OC" and isinstance(props, PSLiteral):
            layers = resolve1(self.resources.get("Properties")) or {}
            layer = layers.get(props.name)
            is_hidden = isinstance(layer, PDFObjRef) and layer.objid in self.device.hidden_layers
        self.device.is_in_hidden_layer.append(is_hidden)
        super().do_BDC(tag, props)

    def do_BMC(self, tag) -> None:  # noqa: D102, N802
        self.device.is_in_hidden_layer.append(False)
        super().do_BMC(tag)

    def do_EMC(self) -> None:  # noqa: D102, N802
        if self.device.is_in_hidden_layer:
            self.device.is_in_hidden_layer.pop()
        super().do_EMC()

    def _limit(self) -> None:
        """Limits painting to the box around the path, within the present limits."""
        points = [
            apply_matrix_pt(self.ctm, (x, y))
            for _, *numbers in self.curpath
            for x, y in zip(numbers[::2], numbers[1::2], strict=True)
        ]
        if not points:
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = min(xs), min(ys), max(xs), max(ys)
        clip = self.device.clip
        if clip is not None:
            box = (
                max(box[0], clip[0]), max(box[1], clip[1]),
                min(box[2], clip[2]), min(box[3], clip[3]),
            )  # fmt: skip
        self.device.clip = box


def _contains(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
