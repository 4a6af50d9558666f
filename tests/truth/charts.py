"""Charts: descriptions, captions, and every text that is drawn."""

import re
from collections import Counter
from fractions import Fraction

from tests.truth.check import Check
from tests.truth.county import Record, latest
from tests.truth.figures import clean, find_amount_fault
from tests.truth.month_charts import check_months
from tests.truth.numerals import list_numbers, name_date
from tests.truth.pages import Chart
from tests.truth.reader import Parts
from tests.truth.sums import find_lines, select_main, sum_payments
from tests.truth.targets import check_outcome, check_table_name, list_own_items
from tests.truth.trend_sentences import TREND_SENTENCES

ALTS = {
    "alt_lines": ("alt_line_rate", "alt_line"), "alt_instalments": ("alt_instalment", "alt_phase"),
    "alt_conditions": ("alt_condition",),
    "alt_points": ("point_implied", "point_earlier", "trend_planned", "trend"),
}  # fmt: skip
CAPTIONS = (
    "caption_lines", "caption_totals", "caption_no_amount", "caption_sum", "caption_open",
    "caption_unit", "caption_bar", "caption_brackets", "caption_left_out", "caption_conditions",
    "caption_limits", "caption_not_drawn", "caption_end",
    "caption_zero", "caption_grey", "caption_joined", "caption_diamond", "caption_hollow",
    "caption_black", "caption_dashed", "caption_breaks", "caption_earlier",
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# What no axis of a page may say: numbers of a float, signs of missing values.
_MACHINE = re.compile(r"e[+-]\d|1e\d|\bnan\b|\bNaN\b|\bNone\b|\binf\b|\bNaT\b|^[-+]\d+(\.\d+)?$")


def check_chart(check: Check, chart: Chart) -> None:
    """A chart's description, its caption, and that all that is drawn is in them."""
    project_id, alt = check.split_project(chart.alt)
    caption = chart.caption
    heading_project, rest = check.split_project(chart.heading)
    check.expect("chart, project of description and heading", heading_project, project_id)
    check.expect("chart, rest of its heading", rest, "")
    place = f"chart {alt[:40]!r}"
    kind = next((kind for kind in ALTS if check.reader.parse(_start(alt, check), (kind,))), None)
    kinds = tuple(one for one in ALTS.get(kind or "", ()) if one in check.reader.patterns)
    sentences = check.reader.parse(alt, (kind, *kinds)) if kind else None
    if sentences is None:
        check.add(place, f"the description is not read: {alt}")
    for name, parts in sentences or []:
        _check_alt(check, f"{place}, {parts}", name, parts, project_id)
    said = check.reader.parse(caption, CAPTIONS) if caption else []
    if said is None:
        mark = "：" if check.page.language == "zh" else ": "
        table, _, sentences_after = caption.partition(mark)
        # An empty rest says nothing: the whole caption is unread then.
        said = check.reader.parse(sentences_after, CAPTIONS) if sentences_after else None
        main = select_main(list_own_items(check, project_id))
        if main:
            check_table_name(check, place, table, main[0])
    if said is None:
        check.add(place, f"the caption is not read: {caption}")
    for name, parts in said or []:
        _check_caption(check, f"{place}, caption", name, parts, project_id)
    names = {parts["name"] for _, parts in sentences or [] if "name" in parts}
    if chart.title and not any(chart.title.startswith(name) for name in names):
        check.add(place, f"the title {chart.title!r} is none of {names}")
    _check_labels(check, place, chart, alt + caption, sentences or [])


def _start(alt: str, check: Check) -> str:
    end = "。" if check.page.language == "zh" else ". "
    return alt.partition(end)[0] + end.strip()


def _check_alt(check: Check, place: str, kind: str, parts: Parts, project_id: str | None) -> None:
    if kind in TREND_SENTENCES:
        TREND_SENTENCES[kind](check, place, {**parts, "kind": kind}, project_id)
    elif kind in ("alt_line", "alt_line_rate"):
        _check_line(check, place, parts, project_id)
    elif kind == "alt_instalment":
        _check_instalment(check, place, parts, project_id)
    elif kind == "alt_condition":
        _check_condition(check, place, parts, project_id)
    elif kind == "alt_phase":
        _check_phase(check, place, parts)


def _check_line(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    lines = find_lines(check.list_rows("budget", project_id))
    own = [row for row in lines if check.county.pick(row, "label") == parts["line"]]
    if not own:
        check.add(place, "no such line is in the newest fund table")
        return
    faults = []
    for row in own:
        texts = [(parts[name], row[f"{name}_cny"]) for name in ("planned", "paid")]
        faults.append(
            " ".join(
                ("" if _is_not_reported(check, text) else "no amount is on file")
                if exact is None else find_amount_fault(text, "", exact)
                for text, exact in texts
            ).strip()
        )  # fmt: skip
    if all(faults):
        check.add(place, faults[0])
    if "rate" in parts:
        told = [row for row, fault in zip(own, faults, strict=True) if not fault]
        rates = [row["paid_cny"] / row["planned_cny"] for row in told if row["planned_cny"]]
        check.check_percent(place, parts["rate"], rates[0] if rates else None)


def _is_not_reported(check: Check, text: str) -> bool:
    return text == check.reader.say("phrase", "not_reported")


def _check_instalment(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    for row in check.list_rows("payments", project_id):
        day = check.say_date(row, "status_date", row["date_precision"])
        day = day or check.reader.say("phrase", "not_dated")
        status = check.reader.say_inside("status", row["status"])
        label = check.county.pick(row, "label")
        if (label, status, day) != (parts["label"], parts["status"], parts["date"]):
            continue
        if row["amount_cny"] is None:
            check.expect(place, _is_not_reported(check, parts["amount"]), True)
            return
        if not find_amount_fault(parts["amount"], "", row["amount_cny"]):
            return
    check.add(place, "no such instalment is on file")


def _check_phase(check: Check, place: str, parts: Parts) -> None:
    """A phase or stoppage is on file with both of its days."""
    for row in check.county["events"]:
        own = {"period_start": row["start_date"], "period_end": row["end_date"]}
        if (
            row["event_kind"] in ("phase", "stoppage") and row["end_date"] is not None
            and check.county.pick(row, "label") == parts["name"]
            and parts["period"] in check.list_periods(own)
        ):  # fmt: skip
            return
    check.add(place, "no such phase is on file")


def _check_condition(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    items = select_main(list_own_items(check, project_id))
    for item in items:
        for one in item["conditions"]:
            label = check.county.pick(one, "label")
            if (clean(item["shown"]), label) == (parts["item"], parts["label"]):
                rate, *said = parts["completion"].split(check.comma)
                check.check_percent(place, rate, one["completion"])
                check_outcome(check, place, said, one, item)
                return
    check.add(place, "no such condition is on file")


def _check_caption(
    check: Check, place: str, kind: str, parts: Parts, project_id: str | None
) -> None:
    language = check.page.language
    if kind == "caption_lines":
        lines = find_lines(check.list_rows("budget", project_id))
        day = latest(row["as_of_date"] for row in lines)
        check.expect(f"{place}, date", parts["date"], name_date(day, "day", language))
    elif kind == "caption_sum":
        statuses = check.reader.keys("status", parts["status"])
        payments = check.list_rows("payments", project_id)
        total = sum_payments(payments, *statuses)
        if total is None:
            check.expect(place, _is_not_reported(check, parts["amount"]), True)
        else:
            check.add(place, find_amount_fault(parts["amount"], "", total))
    elif kind == "caption_open":
        statuses = check.reader.keys("status", parts["status"])
        payments = check.list_rows("payments", project_id)
        check.expect(place, sum_payments(payments, *statuses), None)
    elif kind == "caption_black":
        _check_schedule(check, place, parts, project_id)
    elif kind in ("caption_breaks", "caption_earlier"):
        check_months(check, place, kind, parts, project_id)
    elif kind in ("caption_conditions", "caption_not_drawn"):
        _check_conditions(check, place, kind, parts, project_id)


def _check_schedule(check: Check, place: str, parts: Parts, project_id: str | None) -> None:
    """The share before acceptance: all but what is retained, or the sum of what is not."""
    payments = check.list_rows("payments", project_id)
    retained = {row["printed_share"] for row in payments if row["status"] == "retained"}
    others = {row["instalment"]: row["printed_share"] for row in payments
              if row["status"] != "retained" and row["printed_share"] is not None}  # fmt: skip
    shares = {1 - share for share in retained - {None}} or {sum(others.values())}
    said = [number.value for number in list_numbers(parts["share"])]
    if not any(abs(one - share) < Fraction(1, 10**6) for one in said for share in shares):
        check.add(place, f"{parts['share']} is not payable before acceptance: {shares}")


def _check_conditions(
    check: Check, place: str, kind: str, parts: Parts, project_id: str | None
) -> None:
    """How many conditions are drawn, and how many of each kind are not."""
    items = select_main(list_own_items(check, project_id))
    counts = Counter(_sort_condition(one) for item in items for one in item["conditions"])
    if kind == "caption_conditions":
        check.check_count(place, parts["number"], counts["drawn"])
        return
    for name in ("cell_without_rate", "cell_not_assessed", "cell_not_computable"):
        said = [found["number"] for part in parts["counts"].split(check.comma)
                if (found := check.reader.match(name, part))]  # fmt: skip
        expected = [f"{counts[name]}"] if counts[name] else []
        check.expect(f"{place}, {name}", said, expected)


def _sort_condition(one: Record) -> str:
    if one["completion"] is not None:
        return "drawn"
    if one["assessment"] == "qualitative":
        return "cell_not_assessed"
    return "cell_without_rate" if one["achieved"] is not None else "cell_not_computable"


def _check_labels(
    check: Check, place: str, chart: Chart, text: str, sentences: list[tuple[str, Parts]]
) -> None:
    """Numbers that are drawn with a figure are said in the description; axes are readable."""
    known = {number.value for number in list_numbers(text.replace("–", " "))}
    known |= {value / factor for value in known for factor in (100, 10**4, 10**8, 10**6, 10**9)}
    for label in chart.labels:
        if _MACHINE.search(label):
            check.add(place, f"the label {label!r} is no number for readers")
        for number in list_numbers(label):
            if number.decimals and number.value not in known and not _is_tick(chart, label):
                check.add(place, f"the label {label!r} is not in the description")
    _check_years(check, place, chart, sentences)


def _is_tick(chart: Chart, label: str) -> bool:
    """Whether a label is one of an axis: equal steps from its neighbours."""
    values = sorted(
        {number.value for one in chart.labels for number in list_numbers(one)
         if len(list_numbers(one)) == 1}
    )  # fmt: skip
    own = list_numbers(label)[0].value
    steps = {abs(value - own) for value in values if value != own}
    return any(own + step in values and own - step in values for step in steps) or not own


def _check_years(
    check: Check, place: str, chart: Chart, sentences: list[tuple[str, Parts]]
) -> None:
    """Years that are drawn are years that the description names."""
    periods = " ".join(parts.get("period", "") for _, parts in sentences)
    named = {int(year) for year in _YEAR.findall(periods)}
    if not named:
        return
    drawn = {int(label[:4]) for label in chart.labels if re.fullmatch(r"(?:19|20)\d\d年?", label)}
    for year in drawn:
        if not min(named) - 1 <= year <= max(named) + 1:
            check.add(place, f"the year {year} is drawn, named are {sorted(named)}")
