"""What differs between the languages of the briefs, apart from the messages: one row a language.

A further language takes its code in ``analysis/brief.py``, a row here and a catalogue
``<code>/briefs.po``. Texts of the data are read from columns that end in the code, such as
``label_zh``; where the data has none in the language, English or Chinese is shown.
"""

from dataclasses import dataclass

# ISO 4217 code of all amounts; written before the number.
CURRENCY = "CNY"
# The counties' documents are in Chinese: their locators and formulas are shown as they are.
DOCUMENT_LANGUAGE = "zh"


@dataclass(frozen=True)
class MoneyUnit:
    """A unit in which amounts may be shown.

    Attributes:
        name: its name.
        yuan: how many yuan it is.
        smallest: amounts are shown in it if the largest of them is at least this many yuan.
        most_digits: it is used only if no amount has more decimals in it.
    """

    name: str
    yuan: int = 1
    smallest: int = 0
    most_digits: int = 2


@dataclass(frozen=True)
class Language:
    """How a language writes names, lists, dates and amounts.

    Attributes:
        code: as in ``--language``, in file names and at the end of columns.
        name: its own name for itself.
        tag: value of ``lang`` in HTML.
        locale: Babel's locale, for numbers and dates.
        list_separator: stands between the names of a list.
        space: stands between sentences, between a number and its unit, and around signs.
        whole_pattern: the digits before the point, as a CLDR pattern.
        span: stands between the ends of a range in a narrow place.
        day_pattern: a day, as a CLDR pattern.
        month_pattern: a month between others of its year, as a CLDR pattern.
        money_units: the largest first; the last one fits any amount.
        keeps_printed_units: whether figures are shown in the unit that the document prints (万人)
            and with the document's own qualifier (近11亿元), instead of in millions.
    """

    code: str
    name: str
    tag: str
    locale: str
    list_separator: str
    space: str
    whole_pattern: str
    span: str
    day_pattern: str
    month_pattern: str
    money_units: tuple[MoneyUnit, ...]
    keeps_printed_units: bool = False


_CHINESE = Language(
    code="zh",
    name="中文",
    tag="zh-CN",
    locale="zh_CN",
    list_separator="、",
    space="",
    whole_pattern="0",
    span="～",
    day_pattern="y年M月d日",
    month_pattern="L",
    money_units=(
        MoneyUnit("亿元", 10**8, 10**8, most_digits=6),
        MoneyUnit("万元", 10**4, 10**4, most_digits=3),
        MoneyUnit("元"),
    ),
    keeps_printed_units=True,
)
_ENGLISH = Language(
    code="en",
    name="English",
    tag="en",
    locale="en",
    list_separator=", ",
    space=" ",
    whole_pattern="#,##0",
    span="–",
    day_pattern="d MMMM y",
    month_pattern="LLLL",
    money_units=(
        MoneyUnit(f"{CURRENCY} billion", 10**9, 10**9, most_digits=4),
        MoneyUnit(f"{CURRENCY} million", 10**6, 10**8, most_digits=4),
        MoneyUnit(CURRENCY),
    ),
)

LANGUAGE_TABLE: dict[str, Language] = {language.code: language for language in (_CHINESE, _ENGLISH)}
