"""Lies in parts of a page that are found by their class or tag: key figures, findings, answers."""

import re
from collections.abc import Callable

from lxml import html

from tests.truth.edits import Editor, NothingToEdit, change_text, swap_content
from tests.truth.lies import Lie

Edit = Callable[[html.HtmlElement], None]


def find_parts(page: Editor, path: str) -> list[html.HtmlElement]:
    """The parts of a page by a tag, or by a class with a dot before it."""
    if path.startswith("."):
        return page.root.find_class(path[1:])
    return page.root.findall(f".//{path}")


def change_part(path: str, old: str, new: str, number: int | None = None) -> Lie:
    """Another text in one of the parts: in the first that has the old one, or a certain one."""

    def lie(page: Editor) -> None:
        parts = find_parts(page, path)
        chosen = parts if number is None else parts[number : number + 1]
        if not any(change_text(part, old, new) for part in chosen):
            raise NothingToEdit(f"{old!r} is in no {path}")

    return lie


def drop_part(path: str, number: int = 0, holding: str = "") -> Lie:
    """One of the parts, or the first that holds a text, is left out."""

    def lie(page: Editor) -> None:
        parts = [one for one in find_parts(page, path) if holding in one.text_content()]
        if len(parts) <= number:
            raise NothingToEdit(f"no {path}")
        parts[number].drop_tree()

    return lie


def swap_parts(path: str, first: int = 0, second: int = 1) -> Lie:
    """Two of the parts with each other's content."""

    def lie(page: Editor) -> None:
        parts = find_parts(page, path)
        if parts[first].text_content() == parts[second].text_content():
            raise NothingToEdit(f"two {path} are alike")
        swap_content(parts[first], parts[second])

    return lie


def lead_elsewhere(path: str, number: int = 0, other: int = 1) -> Lie:
    """A link in one of the parts that leads where another one does."""

    def lie(page: Editor) -> None:
        links = [part.find(".//a") for part in find_parts(page, path)]
        links = [link for link in links if link is not None]
        if links[number].get("href") == links[other].get("href"):
            raise NothingToEdit(f"two links of {path} are alike")
        links[number].set("href", links[other].get("href"))

    return lie


def add_part(path: str, zh: str, en: str, tag: str = "div", css: str = "") -> Lie:
    """A further part within the first of the parts."""

    def lie(page: Editor) -> None:
        said = html.Element(tag)
        said.text = zh if page.language == "zh" else en
        if css:
            said.set("class", css)
        find_parts(page, path)[0].append(said)

    return lie


def set_value(path: str, name: str, old: str, new: str) -> Lie:
    """Another value of an attribute, in the first of the parts that has the old one."""

    def lie(page: Editor) -> None:
        for part in find_parts(page, path):
            value = part.get(name) or ""
            if re.sub(old, new, value, count=1) != value:
                part.set(name, re.sub(old, new, value, count=1))
                return
        raise NothingToEdit(f"{old!r} is no {name} of {path}")

    return lie
