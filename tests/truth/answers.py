"""The paragraph of the first screen, and the question and the answer of each section."""

from tests.truth.check import Check
from tests.truth.forms import list_form_rows
from tests.truth.look_rules import OF_FORM, RULES, Told
from tests.truth.money_sentences import MONEY_SENTENCES
from tests.truth.pages import Text
from tests.truth.sentences import KINDS
from tests.truth.sums import list_amounts
from tests.truth.trend_sentences import TREND_SENTENCES

MONEY, FORM, TARGETS, TRENDS = "money", "form", "targets", "trends"
_FORMS = ("form", "forms", "no_form")
_TARGETS = (
    "targets", "targets_due", "no_targets", "printed_all", "printed_full", "printed_more",
    "printed_blank", "due_open", "due_earlier",
)  # fmt: skip
_NO_MONEY = ("no_rates", "no_appropriations", "no_lines", "no_contracts", "no_instalments")
_TRENDS = tuple(kind for kind in TREND_SENTENCES if kind not in _FORMS)
# What may answer the question of a section; only the first ones must have an answer.
SECTIONS = {
    "funds": (*MONEY_SENTENCES, *_NO_MONEY),
    "targets": _TARGETS,
    "months": _FORMS,
    "trends": (*_TRENDS, "no_tourism", "no_poverty"),
    "checks": ("relations", "accepted", "no_relations", "no_findings"),
    "sources": ("documents", "provisional", "no_documents"),
}
OTHERS = {"profile": ("no_profile",), "missing": ("no_gaps",)}
# The last rule of money, and the last one of targets.
_LAST = RULES.index("contract_without_request"), RULES.index("no_denominator")


def check_answers(check: Check) -> None:
    """Each section has its own heading, question and answer, or says that it has no data."""
    say = check.reader.say
    answered = {}
    for text in check.page.texts:
        if text.kind == "h2":
            check.expect("sections", text.text, say("section", text.section))
        elif "question" in text.css:
            check.expect(f"{text.section}, question", text.text, say("question", text.section))
        elif text.css & {"answer", "absent"} and text.section not in answered:
            answered[text.section] = text
    questions = {text.section for text in check.page.texts if "question" in text.css}
    check.expect("questions", questions, {*SECTIONS, *OTHERS})
    check.expect("sections without an answer", set(SECTIONS) - set(answered), set())
    for section, text in answered.items():
        kinds = {**SECTIONS, **OTHERS}.get(section, ())
        said = set(_list_kinds(check, text))
        if not said or said - set(kinds):
            check.add(section, f"{text.text!r} is no answer to its question")
    topics = {row["indicator_id"] for row in check.county["series"] if row["value"] is not None}
    has_profile = any(check.county.indicators.get(name, {}).get("topic") == "profile"
                      for name in topics)  # fmt: skip
    check.expect("profile, absent", "profile" in answered, not has_profile)


def _list_kinds(check: Check, text: Text) -> list[str]:
    names = tuple(check.list_project_names())
    return [kind for kind, _ in check.reader.parse(text.text, KINDS, names) or []]


def check_paragraph(check: Check, told: list[Told]) -> None:
    """It begins with the topic of what weighs most, and has all topics that are on file."""
    texts = [text for text in check.page.texts if "paragraph" in text.css]
    kinds = [kind for text in texts for kind in _list_kinds(check, text)]
    topics = list(dict.fromkeys(_find_topic(kind) for kind in kinds))
    place = "paragraph"
    check.expect(f"{place}, topics", set(_list_due(check)) - set(topics), set())
    lead = _find_lead(check, told[:1])
    others = [one for one in (MONEY, FORM, TARGETS, TRENDS) if one in topics and one != lead]
    expected = [lead, *others] if lead in topics else others
    check.expect(f"{place}, order of its topics", topics, expected)
    said = " ".join(text.text for text in texts)
    for tile in check.page.tiles:
        if check.reader.say("phrase", "self_reported") in tile.details:
            check.expect(f"{place}, {tile.label}", tile.label in said, True)


def _find_topic(kind: str) -> str:
    if kind in _FORMS:
        return FORM
    if kind in _TARGETS:
        return TARGETS
    return TRENDS if kind in _TRENDS else MONEY


def _find_lead(check: Check, first: list[Told]) -> str:
    for one in first:
        place = RULES.index(one.rule)
        if one.rule in OF_FORM:
            return FORM
        if place <= _LAST[1] and one.rule != "other_claim":
            return MONEY if place <= _LAST[0] else TARGETS
    return MONEY if _has_money(check) else FORM


def _has_money(check: Check) -> bool:
    ids = check.county.project_ids
    return any(
        amount is not None for one in (ids if len(ids) > 1 else [None])
        for amount in list_amounts(check.county, one).values()
    )  # fmt: skip


def _list_due(check: Check) -> list[str]:
    """The topics on file."""
    due = {
        MONEY: _has_money(check),
        FORM: bool(list_form_rows(check)),
        TARGETS: bool(check.county["output_items"]),
    }
    return [topic for topic, is_due in due.items() if is_due]
