"""Says in the language of the terminal what the system or a library said in English."""

import re

from analysis.commands.wording import SOURCE_LANGUAGE, get_language, to_translate, translate

_NUMBERED = re.compile(r"(?:\[(?:Errno|WinError) \d+\] )?([^:]+?)(?:: ('.*'))?", re.DOTALL)
# As the C library, Windows' Python and zipfile write them.
_KNOWN = {
    text.casefold(): text
    for text in (
        to_translate("No such file or directory"),
        to_translate("Permission denied"),
        to_translate("Operation not permitted"),
        to_translate("Is a directory"),
        to_translate("Not a directory"),
        to_translate("File exists"),
        to_translate("Directory not empty"),
        to_translate("File name too long"),
        to_translate("No space left on device"),
        to_translate("Disk quota exceeded"),
        to_translate("Read-only file system"),
        to_translate("Too many open files"),
        to_translate("Input/output error"),
        to_translate("Connection refused"),
        to_translate("Exec format error"),
        to_translate("File is not a zip file"),
        to_translate("Bad magic number for central directory"),
        to_translate("Bad magic number for file header"),
        to_translate("Truncated file header"),
    )
}


def translate_system_error(text: str) -> str | None:
    """What the system said, such as “Permission denied”; None if it is nothing known.

    Examples:
        >>> translate_system_error("[Errno 13] Permission denied: '/data'")
        "[Errno 13] Permission denied: '/data'"
    """
    match = _NUMBERED.fullmatch(text.strip())
    message = _KNOWN.get(match[1].casefold()) if match else None
    if match is None or message is None:
        return None
    if get_language() == SOURCE_LANGUAGE:
        return text
    said = translate(message)
    return translate("{path}: {error}", path=match[2].strip("'"), error=said) if match[2] else said
