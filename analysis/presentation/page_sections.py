"""Headings of a brief's sections and blocks, as fragments: JupyterLab shows them as the page does.

The exporter opens a section of the page at each output with the mark ``SECTION_MARK``.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from analysis.presentation.display import Fragment
from analysis.presentation.formats import Words
from analysis.presentation.marks import SECTION_MARK
from analysis.presentation.wording import to_translate


@dataclass(frozen=True)
class Heading:
    """The heading of a section and the question that the section answers."""

    name: str
    question: str = ""


OVERVIEW = "overview"
SECTIONS = {
    OVERVIEW: Heading(to_translate("Key figures")),
    "funds": Heading(to_translate("Funds"), to_translate("Was the money paid as agreed?")),
    "targets": Heading(to_translate("Target completion"), to_translate("Were the targets met?")),
    "months": Heading(to_translate("Monthly progress"), to_translate("Is progress on schedule?")),
    "trends": Heading(to_translate("Trends"), to_translate("What changed?")),
    "checks": Heading(to_translate("Consistency checks"), to_translate("Do the figures agree?")),
    "profile": Heading(to_translate("Area profile"), to_translate("What is the county like?")),
    "missing": Heading(to_translate("Missing data"), to_translate("Which documents would help?")),
    "sources": Heading(
        to_translate("Sources and methods"), to_translate("Where do the figures come from?")
    ),
}
"""The sections of a brief by the id of their heading, in order."""


def open_section(
    slug: str,
    words: Words,
    answer: str = "",
    notes: Iterable[str] = (),
    absent: str = "",
) -> Fragment:
    """The head of a section: heading, question, the answer in a sentence, notes.

    Args:
        slug: a key of ``SECTIONS``; the id of the heading.
        words: language.
        answer: the sentence that answers the question; escaped unless it is ``Markup``.
        notes: further sentences below it, one paragraph each.
        absent: for a section without data, the one sentence that says so; nothing else is shown.

    Raises:
        KeyError: for a slug that is no section.
    """
    heading = SECTIONS[slug]
    name = words.gettext(heading.name)
    head = Markup('<h2 id="{}">{}</h2>').format(slug, name)
    if heading.question:
        question = words.gettext(heading.question)
        head += Markup('<p class="question">{}</p>').format(question)
    html = Markup('<div class="section-head">{}</div>').format(head)
    html += _say_answer(answer, notes) if not absent else _say_absent(absent)
    mark = {"slug": slug, "heading": name, "is_absent": bool(absent)}
    return Fragment(html, {SECTION_MARK: mark})


def open_block(heading: str, words: Words, note: str = "") -> Fragment:
    """The heading of a block within a section, with a note below it.

    Args:
        heading: in the language of the brief.
        words: language.
        note: how to read the block.
    """
    html = Markup("<h3>{}</h3>").format(heading)
    if note:
        html += Markup('<p class="block-note">{}</p>').format(note)
    return Fragment(html)


def _say_answer(answer: str, notes: Iterable[str]) -> Markup:
    said = Markup('<p class="answer">{}</p>').format(answer) if answer else Markup()
    said += Markup().join(Markup('<p class="lede">{}</p>').format(note) for note in notes if note)
    return Markup('<div class="section-answer">{}</div>').format(said) if said else said


def _say_absent(sentence: str) -> Markup:
    return Markup('<div class="section-answer"><p class="absent">{}</p></div>').format(sentence)
