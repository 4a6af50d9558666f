"""Checks of what a call or a notebook is given: one sentence that says what is allowed."""

from datetime import date

from analysis.brief import LANGUAGES, LATEST
from analysis.errors import ParameterError


def check_options(as_of: str, language: str) -> None:
    """Checks a date and a language.

    Raises:
        ParameterError: with what is allowed.

    Examples:
        >>> check_options("latest", "fr")
        Traceback (most recent call last):
        analysis.errors.ParameterError: language is 'fr'; it is "zh" or "en".
    """
    if language not in LANGUAGES:
        allowed = " or ".join(f'"{code}"' for code in LANGUAGES)
        raise ParameterError(f"language is {language!r}; it is {allowed}.")
    if as_of != LATEST:
        try:
            date.fromisoformat(as_of)
        except (TypeError, ValueError) as error:
            allowed = 'a date such as "2021-09-09", or "latest"'
            raise ParameterError(f"as_of is {as_of!r}; it is {allowed}.") from error
