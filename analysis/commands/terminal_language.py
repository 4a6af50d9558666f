"""Which language the messages of a call are in: as the call says, else that of the locale."""

import locale
import os
from collections.abc import Mapping, Sequence

from analysis.brief import LANGUAGES
from analysis.commands.wording import SOURCE_LANGUAGE

OPTION = "--language"
# In the order in which POSIX and gettext read them; the first one that is set decides.
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """The code of the language of messages.

    Args:
        arguments: of the call; ``--language zh`` decides, unless several languages are given.
        environment: its variables; English if they say nothing, as with ``LANG=C``.

    Examples:
        >>> choose_language(["list", "--language", "zh"], {})
        'zh'
        >>> choose_language(["list"], {"LANG": "zh_CN.UTF-8"})
        'zh'
        >>> choose_language(["list"], {"LANG": "C.UTF-8"})
        'en'
    """
    given = {code for code in _list_given(arguments) if code in LANGUAGES}
    return given.pop() if len(given) == 1 else _read_locale(environment)


def _list_given(arguments: Sequence[str]) -> list[str]:
    following = [*arguments[1:], ""]
    return [
        value if argument == OPTION else argument.removeprefix(f"{OPTION}=")
        for argument, value in zip(arguments, following, strict=False)
        if argument == OPTION or argument.startswith(f"{OPTION}=")
    ]


def _read_locale(environment: Mapping[str, str]) -> str:
    named = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    if not named and os.name == "nt":
        named = locale.getlocale()[0] or ""
    is_neutral = named.partition(".")[0] in ("", "C", "POSIX")
    # gettext reads LANGUAGE, a list, only if the locale is a language's.
    wanted = [*environment.get("LANGUAGE", "").split(":"), named]
    for name in [] if is_neutral else wanted:
        code = name[:2].lower()
        if name and (code in LANGUAGES or name.startswith("Chinese")):
            return "zh" if name.startswith("Chinese") else code
    return SOURCE_LANGUAGE
