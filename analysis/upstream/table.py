"""All uses as the page ``docs/upstream.md``; ``python -m analysis.upstream.table`` prints it."""

import importlib
import pkgutil
from collections.abc import Iterator

import analysis.upstream
from analysis.upstream.use import Use

_HEAD = """# What is used although libraries do not promise it

Written by `make docs`; do not edit. The uses are the modules of `analysis/upstream/`. Each stays
because it saves at least 2 % of a brief's processor time (about 0.6 s on a machine with two cores),
or because no public way leads to the same result. `tests/unit/upstream/` compares each with the
public way and fails when an installed version lies outside the range. Saved: instructions executed
by the process of one brief, counted by the processor with the use and with the public way in its
place, for two invented counties; counts of the same brief differ by less than 0.1 %.

| library and versions | used for | names relied on | saves per brief | why not the public way |
|---|---|---|---:|---|
"""


def list_uses() -> list[tuple[str, str, Use]]:
    """Module, constant and use, of all modules of this package."""
    return sorted(_find_uses(), key=lambda entry: entry[:2])


def format_page() -> str:
    """The page, as Markdown."""
    return _HEAD + "".join(f"| {' | '.join(_format_cells(use))} |\n" for _, _, use in list_uses())


def _find_uses() -> Iterator[tuple[str, str, Use]]:
    for module in pkgutil.iter_modules(analysis.upstream.__path__):
        loaded = importlib.import_module(f"{analysis.upstream.__name__}.{module.name}")
        for constant, value in vars(loaded).items():
            if isinstance(value, Use):
                yield module.name, constant, value


def _format_cells(use: Use) -> tuple[str, ...]:
    versions = ", ".join(
        f"{library} ≥ {first}, < {end}" for library, (first, end) in use.versions.items()
    )
    names = ", ".join(f"`{name}`" if " " not in name else name for name in use.names)
    saved = "–" if use.saved_share is None else f"{use.saved_share:.1%}".replace("%", " %")
    return versions, use.purpose, names, saved, use.reason


if __name__ == "__main__":
    print(format_page(), end="")
