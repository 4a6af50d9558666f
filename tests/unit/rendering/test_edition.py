"""An output folder holds one edition of briefs, and each edition is named on its pages."""

import pytest

from analysis.rendering.batch.batch import render_briefs
from analysis.rendering.batch.edition import EditionError, check_edition
from analysis.rendering.batch.run_record import RunRecord, load_run_record, merge
from analysis.rendering.brief.brief import BriefOutcome, BriefRequest
from analysis.rendering.brief.output_folder import OutputFolder, choose_out

KEY = ("990101", "zh")


def make_record(edition):
    outcome = BriefOutcome(KEY, "rendered", "abc", html_sha256="1", title="T")
    return merge(RunRecord(), [BriefRequest(*KEY, edition=edition)], [outcome])


@pytest.mark.parametrize(("held", "asked"), [("public", "audit"), ("audit", "public")])
def test_a_folder_of_one_edition_refuses_the_other_and_says_what_to_do(tmp_path, held, asked):
    request = BriefRequest("990102", "zh", edition=asked)
    message = f"holds briefs of the {held} edition.* --out DIR for --edition {asked}"
    with pytest.raises(EditionError, match=message):
        check_edition([request], make_record(held), OutputFolder(tmp_path))


@pytest.mark.parametrize("edition", ["public", "audit"])
def test_a_folder_takes_more_briefs_of_its_edition(tmp_path, edition):
    request = BriefRequest("990102", "zh", edition=edition)
    check_edition([request], make_record(edition), OutputFolder(tmp_path))


def test_a_run_of_both_editions_is_refused(tmp_path):
    requests = [BriefRequest(*KEY), BriefRequest(*KEY, edition="audit")]
    with pytest.raises(EditionError, match="one edition, not audit and public"):
        check_edition(requests, RunRecord(), OutputFolder(tmp_path))


def test_the_edition_of_a_page_counts_where_the_record_is_lost(tmp_path):
    folder = OutputFolder(tmp_path)
    mark = "<!-- county-brief 990101 zh audit input:abc complete -->"
    folder.brief(KEY).write_text(f"<p>words</p>\n{mark}")
    assert load_run_record(folder).entries[KEY].edition == "audit"
    with pytest.raises(EditionError):
        render_briefs([BriefRequest(*KEY)], tmp_path)


def test_audit_briefs_have_a_folder_of_their_own():
    assert choose_out("audit").parent == choose_out("public")
