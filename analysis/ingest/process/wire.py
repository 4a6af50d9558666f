"""Messages between this process and the reading process: frames on a pipe, content as JSON.

A frame is a length of eight bytes and as many bytes of content. JSON, unlike pickle, cannot run
code when it is unpacked.
"""

import json
import struct
from base64 import b64decode, b64encode
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

from analysis.ingest.content import (
    Cell,
    Content,
    Grid,
    Paragraph,
    Place,
    Remark,
    ScannedText,
    UnreadableFile,
)
from analysis.ingest.files.limits import Limits
from analysis.ingest.readings.drafts import Draft, DraftOptions

if TYPE_CHECKING:
    import pydantic

LENGTH = struct.Struct(">Q")
PLACE_FIELDS = tuple(field.name for field in fields(Place))


def read_frame(pipe: BinaryIO, most_bytes: int | None = None) -> bytes | None:
    """The next frame; None at the end of the pipe or if the frame has more than ``most_bytes``."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    if most_bytes is not None and length > most_bytes:
        return None
    content = pipe.read(length)
    return content if len(content) == length else None


def write_frame(pipe: BinaryIO, content: bytes) -> None:
    """Writes a frame."""
    pipe.write(LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def refuse_memory(limits: Limits) -> UnreadableFile:
    """The refusal of a file that needs too much memory; both processes notice that."""
    return UnreadableFile(
        "memory",
        f"Reading the file needs more than {limits.memory_bytes // 1_000_000:,} MB of memory.",
        "Do not open it; ask the sender to copy the form to a new file.",
    )


def pack_content(content: Content) -> bytes:
    """Content as JSON."""
    packed = {
        "blocks": [_pack_block(block) for block in content.blocks],
        "remarks": [
            [
                remark.code,
                remark.severity,
                _pack_place(remark.place),
                remark.found,
                remark.remedy,
            ]
            for remark in content.remarks
        ],
        "kind": content.kind,
        "encoding": content.encoding,
        "properties": content.properties,
        "scanned": [_pack_block(block) for block in content.scanned],
        "scanned_texts": [
            [_pack_place(text.place), text.confidence, b64encode(text.picture).decode()]
            for text in content.scanned_texts
        ],
    }
    return _dump(packed)


@cache
def _adapt(kind: Any) -> "pydantic.TypeAdapter":
    """Packs and checks values of a type; made when first used, since pydantic imports slowly."""
    import pydantic

    return pydantic.TypeAdapter(kind)


def pack_drafts(drafts: tuple[Draft, ...]) -> bytes:
    """Drafts as JSON."""
    return b'{"drafts":' + _adapt(tuple[Draft, ...]).dump_json(drafts) + b"}"


def unpack_drafts(answer: bytes) -> tuple[Draft, ...]:
    """The drafts of an answer, each value of the type that it must have.

    Raises:
        UnreadableFile: if the answer is a refusal.
        ValueError: if the answer is neither; a file that has taken over the process sends none.
    """
    if not answer.startswith(b'{"drafts":'):
        raise UnreadableFile(*json.loads(answer)["refusal"])
    return _adapt(tuple[Draft, ...]).validate_json(answer[len(b'{"drafts":') : -1])


def pack_options(options: DraftOptions) -> Any:
    """What a call says of a file, as values that JSON knows."""
    return _adapt(DraftOptions).dump_python(options, mode="json")


def unpack_options(packed: Any) -> DraftOptions:
    """What a call says of a file."""
    return _adapt(DraftOptions).validate_python(packed)


def pack_refusal(refusal: UnreadableFile) -> bytes:
    """A refusal as JSON."""
    return _dump({"refusal": [refusal.code, refusal.found, refusal.remedy]})


def unpack(answer: bytes) -> Content:
    """The content of an answer.

    Raises:
        UnreadableFile: if the answer is a refusal.
        ValueError: if the answer is not JSON.
    """
    packed = json.loads(answer)
    if "refusal" in packed:
        raise UnreadableFile(*packed["refusal"])
    return Content(
        tuple(_unpack_block(block) for block in packed["blocks"]),
        tuple(
            Remark(code, severity, _unpack_place(place), found, remedy)
            for code, severity, place, found, remedy in packed["remarks"]
        ),
        packed["kind"],
        packed["encoding"],
        packed["properties"],
        tuple(_unpack_block(block) for block in packed["scanned"]),
        tuple(
            ScannedText(Place(*place), confidence, b64decode(picture))
            for place, confidence, picture in packed["scanned_texts"]
        ),
    )


def _dump(packed: dict[str, Any]) -> bytes:
    return json.dumps(packed, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode()


def _pack_place(place: Place | None) -> list[Any] | None:
    if place is None:
        return None
    packed = [getattr(place, name) for name in PLACE_FIELDS]
    while packed and packed[-1] is None:
        packed.pop()
    return packed


def _unpack_place(packed: list[Any] | None) -> Place | None:
    return None if packed is None else Place(*packed)


def _pack_block(block: Paragraph | Grid) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"text": block.text, "place": _pack_place(block.place)}
    return {
        "rows": [[_pack_cell(cell) for cell in row] for row in block.rows],
        "place": _pack_place(block.place),
        "is_hidden": block.is_hidden,
        "hidden_rows": sorted(block.hidden_rows),
        "hidden_columns": sorted(block.hidden_columns),
    }


def _unpack_block(packed: dict[str, Any]) -> Paragraph | Grid:
    place = Place(*packed["place"])
    if "text" in packed:
        return Paragraph(packed["text"], place)
    return Grid(
        tuple(tuple(_unpack_cell(cell) for cell in row) for row in packed["rows"]),
        place,
        packed["is_hidden"],
        frozenset(packed["hidden_rows"]),
        frozenset(packed["hidden_columns"]),
    )


def _pack_cell(cell: Cell) -> list[Any]:
    return [
        cell.text,
        _pack_place(cell.place),
        cell.number_format,
        _pack_place(cell.merged_from),
        cell.problem,
    ]


def _unpack_cell(packed: list[Any]) -> Cell:
    text, place, number_format, merged_from, problem = packed
    return Cell(text, Place(*place), number_format, _unpack_place(merged_from), problem)
