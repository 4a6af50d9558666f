"""Says in the language of the terminal what Typer finds wrong with a call."""

import re

from analysis.commands.wording import join, to_translate, translate

# How Typer's messages begin, and how they say what is wrong; `{1}` is what a group has.
_STARTS = {
    "No such option: ": to_translate("There is no option {rest}"),
    "No such command ": to_translate("There is no command {rest}"),
    "Missing argument ": to_translate("Missing: {rest}"),
    "Missing option ": to_translate("Missing option: {rest}"),
    "Invalid value for ": to_translate("Invalid value: {rest}"),
    "Got unexpected extra argument": to_translate("Too many arguments: {rest}"),
    "Option ": to_translate("Option {rest}"),
}
_DETAILS = (
    (r"(?:Value error, )?('.*') is not one of (.*)", to_translate("{value} is not one of {list}")),
    (r"('.*') is not a valid .*", to_translate("{value} is not a number")),
    (r"Input should be a valid (?:integer|number).*", to_translate("it must be a number")),
    (r"Input should be greater than or equal to (\S+)", to_translate("at least {value}")),
    (r"Input should be less than or equal to (\S+)", to_translate("at most {value}")),
    (r"('.*') is not in the range (.*)", to_translate("{value} is not in the range {list}")),
    (r"requires an argument", to_translate("needs a value")),
)
# What stands before a detail: a name and a colon; and what Typer proposes after it.
_NAMED = re.compile(r"('[^']*'(?: / '[^']*')*)(: )(.*)", re.DOTALL)
_PROPOSED = re.compile(r"\.? ?\(?(?:Did you mean|Possible options:) ?(?:one of: )?(.*?)\??\)?$")


def translate_usage_error(message: str) -> str:
    """A message of Typer in the language of the terminal; an unknown one is returned as it is."""
    proposed = _PROPOSED.search(message)
    rest = message[: proposed.start()] if proposed else message
    for start, text in _STARTS.items():
        if rest.startswith(start):
            rest = translate(text, rest=_translate_detail(rest.removeprefix(start).rstrip(".")))
            break
    if proposed is None:
        return rest
    names = join(proposed[1].split(", "))
    return translate("{error}; did you mean {names}?", error=rest, names=names)


def _translate_detail(text: str) -> str:
    if named := _NAMED.fullmatch(text):
        return translate("{name}: {detail}", name=named[1], detail=_say(named[3]))
    name, _, detail = text.partition(" ")
    said = _say(detail)
    return f"{name}{said}" if said != detail else text


def _say(detail: str) -> str:
    for pattern, text in _DETAILS:
        if match := re.fullmatch(pattern, detail, re.DOTALL):
            value, *others = (*match.groups(), "")
            return translate(text, value=value, list=join(others[0].split(", ") if others else []))
    return detail
