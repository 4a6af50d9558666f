"""Which county a word of a call means: a code, a name, a short or former name, in any writing."""

from collections.abc import Iterable, Mapping

from analysis.build.ensure import ensure_built
from analysis.commands.reasons import translate_reason
from analysis.commands.wording import join, pile, to_translate, translate
from analysis.documents.reference import Reference, load_reference
from analysis.errors import ParameterError
from analysis.ingest.words.areas import AreaNames, make_area_names
from analysis.parameters import suggest_county
from analysis.paths import DataRoot
from analysis.store.county_index import County
from analysis.store.load import LoadError, load_counties

_MOST_NAMED = 8
SEVERAL = to_translate(
    "{typed} is the name of several areas: {names}. Give the code, or the name with that of the "
    "city or province before it."
)


def find_counties(root: DataRoot, typed: Iterable[str] | None) -> list[str]:
    """The codes of counties as they are typed in a call; the data are built if they are stale.

    Args:
        root: the data root, whose reference tables know the names. Of several counties of one
            name, the one in the data is meant.
        typed: codes or names; None for none.

    Raises:
        ParameterError: if a name is that of no area, or of several.
    """
    words = list(typed or ())
    if all(word.isascii() and word.isdigit() for word in words):
        return words
    ensure_built(root)
    in_data = load_counties(root)
    reference = load_reference(root)
    areas = make_area_names(reference.tables["areas"])
    return list(dict.fromkeys(find_county(reference, areas, word, in_data) for word in words))


def find_county(
    reference: Reference, areas: AreaNames, typed: str, in_data: Mapping[str, County] | None = None
) -> str:
    """The code of one county as it is typed.

    Raises:
        ParameterError: if the name is that of no area, or of several.
    """
    word = typed.strip()
    if word.isascii() and word.isdigit():
        return next(iter(areas.look_up(word)), word)
    english = _match_english(reference, word)
    codes = english if len(english) == 1 else list(dict.fromkeys(areas.look_up(word) or english))
    present = [code for code in codes if code in (in_data or {})]
    chosen = present if len(present) == 1 else codes
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        named = ", ".join(f"{code} {_name_whole(areas, code)}" for code in chosen[:_MOST_NAMED])
        more = len(chosen) - _MOST_NAMED
        if more > 0:
            named = translate("{names} and {number} more", names=named, number=more)
        raise ParameterError(translate(SEVERAL, typed=repr(typed), names=named))
    nearest = translate_reason(suggest_county(typed, in_data)) if in_data else ""
    similar = [f"{name} ({', '.join(areas.match(name))})" for name in areas.suggest(word)]
    hint = translate("Similar names: {names}.", names=join(similar[:_MOST_NAMED]))
    message = [
        translate("There is no area {typed} in areas.csv.", typed=repr(typed)),
        nearest,
        hint if similar else "",
        translate("A new area is a row of reference/areas.csv of the data root."),
    ]
    raise ParameterError(pile(message))


def list_known(root: DataRoot) -> Mapping[str, County]:
    """The counties of the last build; none if there was none."""
    try:
        return load_counties(root)
    except LoadError:
        return {}


def _match_english(reference: Reference, typed: str) -> list[str]:
    """Areas whose English name is the typed one."""
    wanted = typed.casefold()
    areas = reference.tables["areas"]
    names = zip(areas["county_code"], areas["name_en"].fillna("").str.casefold(), strict=True)
    return [code for code, name in names if name == wanted]


def _name_whole(areas: AreaNames, code: str) -> str:
    """An area's name after those of the areas above it."""
    parts, above = [], code
    while above:
        parts.append(areas.current.get(above, above))
        above = areas.parents.get(above) or ""
    return "".join(reversed(parts))
