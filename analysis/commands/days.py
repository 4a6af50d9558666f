"""Days as the briefs write them, without loading what writes the briefs."""

from analysis.commands.wording import SOURCE_LANGUAGE, get_language

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def say_day(day: str) -> str:
    """A day in the language of the terminal; other texts as they are.

    Args:
        day: as the tables hold it, YYYY-MM-DD.

    Examples:
        >>> say_day("2021-09-09"), say_day("")
        ('9 September 2021', '')
    """
    year, month, number = (*day.split("-"), "", "")[:3]
    if not (month.isdigit() and number.isdigit() and 1 <= int(month) <= len(_MONTHS)):
        return day
    if get_language() != SOURCE_LANGUAGE:
        return f"{year}年{int(month)}月{int(number)}日"
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"
