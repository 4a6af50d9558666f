"""Detects the encoding of a text by all of its bytes; known words decide if two encodings fit."""

import codecs
from dataclasses import dataclass

from analysis.ingest.content import Remark, UnreadableFile
from analysis.ingest.readers.chinese_text import (
    PLAUSIBLE,
    count_known_words,
    measure_plausibility,
    refuse_destroyed,
)

MARKS = (
    (codecs.BOM_UTF32_LE, None),
    (codecs.BOM_UTF32_BE, None),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# gb18030 contains gb2312 and gbk, which lack characters of place names.
CANDIDATES = ("utf-8", "gb18030")
CLEAR_LEAD = 0.25
LONGEST_SEQUENCE = 4
SAVE_ANEW = "Save it anew as UTF-8 (Excel: CSV UTF-8; Notepad: encoding UTF-8)."


@dataclass(frozen=True)
class Decoded:
    """A text, its encoding, and remarks on the decoding."""

    text: str
    encoding: str
    remarks: tuple[Remark, ...] = ()


def decode_text(content: bytes) -> Decoded:
    """Decodes the text of a file.

    Raises:
        UnreadableFile: if no accepted encoding fits all bytes, if encodings are mixed, if the file
            is cut off within a character, or if its characters were lost before.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            decoded = _decode_marked(content, mark, encoding)
            break
    else:
        _refuse_nul(content)
        decoded = _decode_unmarked(content)
    refuse_destroyed(decoded.text)
    return decoded


def _decode_marked(content: bytes, mark: bytes, encoding: str | None) -> Decoded:
    if encoding is None:
        raise UnreadableFile("encoding", "The text is in UTF-32.", SAVE_ANEW)
    try:
        text = content.removeprefix(mark).decode("utf-8" if mark == codecs.BOM_UTF8 else encoding)
    except UnicodeDecodeError as error:
        raise _explain(content, error, len(mark), encoding) from error
    _refuse_nul_characters(text)
    return Decoded(text, encoding)


def _refuse_nul(content: bytes) -> None:
    count = content.count(0)
    if count > len(content) // 8:
        raise UnreadableFile(
            "encoding", "The file is not text, or is UTF-16 without a byte order mark.", SAVE_ANEW
        )
    if count:
        offset = content.index(0)
        raise UnreadableFile(
            "nul",
            f"Line {_find_line(content, offset)} contains a NUL byte (offset {offset:,}).",
            "The file is damaged: ask for it again, or remove the byte.",
        )


def _refuse_nul_characters(text: str) -> None:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableFile(
            "nul",
            f"Line {line} contains a NUL character.",
            "The file is damaged: ask for it again, or remove the character.",
        )


def _decode_unmarked(content: bytes) -> Decoded:
    texts: dict[str, str] = {}
    errors: dict[str, UnicodeDecodeError] = {}
    for encoding in CANDIDATES:
        try:
            texts[encoding] = content.decode(encoding)
        except UnicodeDecodeError as error:
            errors[encoding] = error
    if content.isascii():
        return Decoded(texts["utf-8"], "utf-8")
    if len(texts) == len(CANDIDATES):
        return _choose(texts)
    if "utf-8" in texts:
        return Decoded(texts["utf-8"], "utf-8")
    is_plausible = measure_plausibility(texts.get("gb18030", "\ufffd")) >= PLAUSIBLE
    if is_plausible and not _find_mixture(content):
        return Decoded(texts["gb18030"], "gb18030")
    raise _explain_failure(content, errors)


def _choose(texts: dict[str, str]) -> Decoded:
    """The decoding with more known words or, if equal, with a clearly larger plausibility."""
    # The bytes of a text with lost characters may be common Chinese in the other encoding.
    refuse_destroyed(texts["utf-8"])
    words = {encoding: count_known_words(text) for encoding, text in texts.items()}
    shares = {encoding: measure_plausibility(text) for encoding, text in texts.items()}
    first, second = sorted(
        texts, key=lambda encoding: (words[encoding], shares[encoding]), reverse=True
    )
    if words[first] > words[second] or shares[first] >= shares[second] + CLEAR_LEAD:
        return Decoded(texts[first], first)
    problem = (
        f"The text is valid in {' and in '.join(CANDIDATES)}, and known words do not decide; it "
        "was read as utf-8."
    )
    remark = Remark("encoding", "warning", None, problem, f"Check its characters. {SAVE_ANEW}")
    return Decoded(texts["utf-8"], "utf-8", (remark,))


def _find_mixture(content: bytes) -> tuple[int, int] | None:
    """Offset and number of the first line in another encoding than the lines before it.

    A line is certainly UTF-8 if it decodes to common Chinese, and GB 18030 if it is not valid
    UTF-8. A text in one encoding has lines of one kind only.
    """
    encodings: set[str] = set()
    offset = 0
    for number, line in enumerate(content.split(b"\n"), start=1):
        encoding = _detect_line_encoding(line)
        if encoding is not None:
            encodings.add(encoding)
            if len(encodings) > 1:
                return offset, number
        offset += len(line) + 1
    return None


def _detect_line_encoding(line: bytes) -> str | None:
    """The encoding of a line; None if both fit."""
    if line.isascii():
        return None
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    has_chinese = any("\u3000" <= character <= "\uffef" for character in text)
    is_certain = has_chinese and measure_plausibility(text) >= PLAUSIBLE
    return "utf-8" if is_certain else None


def _explain_failure(content: bytes, errors: dict[str, UnicodeDecodeError]) -> UnreadableFile:
    """The refusal of a text that no encoding fits: cut off, mixed or unknown."""
    mixture = _find_mixture(content)
    cut = next((error for error in errors.values() if _is_cut_off(content, error)), None)
    if cut is not None and (mixture is None or mixture[1] == content.count(b"\n") + 1):
        return _explain(content, cut, 0, cut.encoding)
    if mixture is not None:
        offset, line = mixture
        return UnreadableFile(
            "mixed-encoding",
            f"The text mixes UTF-8 and GB 18030: line {line} (offset {offset:,}) has another "
            "encoding than the lines before it.",
            f"Copy its parts together again from their sources. {SAVE_ANEW}",
        )
    first = errors.get("utf-8") or next(iter(errors.values()))
    return _explain(content, first, 0, " or ".join(CANDIDATES))


def _is_cut_off(content: bytes, error: UnicodeDecodeError) -> bool:
    """Whether only the last character is invalid and the text before it is Chinese."""
    if error.start < len(content) - LONGEST_SEQUENCE:
        return False
    text_before = content[: error.start].decode(error.encoding)
    return error.reason.startswith(("unexpected end", "incomplete")) and (
        measure_plausibility(text_before) >= PLAUSIBLE
    )


def _explain(
    content: bytes, error: UnicodeDecodeError, skipped: int, encoding: str
) -> UnreadableFile:
    offset = error.start + skipped
    line = _find_line(content, offset)
    if offset >= len(content) - LONGEST_SEQUENCE:
        return UnreadableFile(
            "cut-off",
            f"The file ends in the middle of a character (line {line}, offset {offset:,}): it "
            "was cut off during transfer.",
            "Ask for it again.",
        )
    return UnreadableFile(
        "encoding",
        f"The text is not in {encoding}: line {line}, offset {offset:,}, byte "
        f"0x{content[offset]:02X}.",
        SAVE_ANEW,
    )


def _find_line(content: bytes, offset: int) -> int:
    return content.count(b"\n", 0, offset) + 1
