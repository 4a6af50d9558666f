"""What a page and its files say about themselves: county, edition, version, data, parameters."""

from collections.abc import Callable

from analysis import __version__
from analysis.presentation.wording import to_translate
from analysis.presentation.wording.days import write_day
from analysis.rendering.page.completeness import EndMark

EDITION_NAMES = {
    "public": to_translate("Public edition"),
    "audit": to_translate("Audit edition"),
}
_SHORT = 12
_READING = to_translate(
    "Value is the figure as a number, in the unit beside it; a share of 1 is 100%. A blank cell is "
    "not reported, not zero."
)
_AS_TEXT = to_translate(
    "Text that begins with =, +, -, @ or a tab is stored as text, not a formula."
)


def describe_parameters(end: EndMark) -> str:
    """The parameters of a brief, as a call names them.

    Examples:
        >>> mark = {"county_code": "990101", "language": "zh", "title": "T", "county_name": "狐县"}
        >>> describe_parameters(EndMark(**mark, as_of="2021-09-09"))
        '990101 --language zh --as-of 2021-09-09 --edition public'
    """
    return (
        f"{end.county_code} --language {end.language} --as-of {end.as_of} --edition {end.edition}"
    )


def describe_files(
    end: EndMark, data_digest: str, contact: str, gettext: Callable[[str], str]
) -> list[tuple[str, str]]:
    """Names and values of what the workbook of a page says about itself.

    Args:
        end: description of the brief.
        data_digest: digest of the data about the county; blank if it is not known.
        contact: whom readers may write to; blank for nobody.
        gettext: translates into the brief's language.
    """
    facts = [
        (gettext("About this file"), end.title),
        (gettext("Edition"), gettext(EDITION_NAMES[end.edition])),
        (gettext("Documents up to"), write_day(end.as_of, end.language)),
        (gettext("Data version"), data_digest[:_SHORT]),
        (gettext("Program version"), __version__),
        (gettext("Parameters"), describe_parameters(end)),
        (gettext("Contact"), contact),
        (gettext("How to read it"), gettext(_READING)),
        ("", gettext(_AS_TEXT)),
    ]
    return [(name, value) for name, value in facts if value]
