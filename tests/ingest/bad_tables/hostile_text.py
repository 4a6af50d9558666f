"""Tables with text that is an attack in other programs: formulas, markup, templates, paths."""

from tests.ingest.conftest import (
    make_disbursement,
)

from .case import Case

HOSTILE_TEXTS = [
    "=HYPERLINK(\"http://x\")", "@SUM(1)", "+1+1", "＝1+1", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "[k](javascript:alert(1))", "{{7*7}}", "{county.__class__}",
    "%s%n", "$$x$$", "../../etc/passwd", "C:\\windows", "'; DROP TABLE x; --", "😀县", "ﷺ",
]  # fmt: skip


HOSTILE_CASES = [
    Case(f"hostile text: {text}", make_disbursement([[text, "公共服务", "60.00", "30.00", "50%"]]),
         "filed", position=(0, "payee"), text=text)
    for text in HOSTILE_TEXTS
]  # fmt: skip
