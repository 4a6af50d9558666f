"""Why a brief failed lands in the log; the index says no more than everybody may know."""

import pytest

from analysis.rendering.batch.index_page import make_index
from analysis.rendering.batch.run_record import RunRecord, merge
from analysis.rendering.brief.brief import BriefOutcome, BriefRequest
from analysis.rendering.brief.output_folder import OutputFolder

KEY = ("990101", "zh")
DETAIL = "cell 7 raised KeyError: /home/somebody/data"


@pytest.mark.parametrize(
    ("state", "cause", "said"),
    [
        ("failed", "program", "It could not be made"),
        ("failed", "data", "A document about it needs to be corrected first."),
        ("failed", "", "It could not be made"),
        ("not_run", "", "The run ended before it was finished."),
    ],
)
def test_the_index_says_a_neutral_reason_and_no_detail(tmp_path, state, cause, said):
    outcome = BriefOutcome(KEY, state, "abc", DETAIL, details=f"Traceback: {DETAIL}", cause=cause)
    record = merge(RunRecord(), [BriefRequest(*KEY, name_zh="狐县")], [outcome])
    html = make_index(record, OutputFolder(tmp_path)).decode()
    assert said in html
    assert record.entries[KEY].reason == DETAIL
    for detail in ("KeyError", "somebody", "cell 7", "Traceback"):
        assert detail not in html
