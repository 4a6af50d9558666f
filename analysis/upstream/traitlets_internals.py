"""traitlets: the only instance of a class set aside and put back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from analysis.upstream.use import Use

if TYPE_CHECKING:
    from traitlets.config import SingletonConfigurable

INSTANCES_SET_ASIDE = Use(
    purpose="A shell of its own for a notebook that is rendered from inside of IPython",
    names=("SingletonConfigurable._walk_mro", "SingletonConfigurable._instance"),
    versions={"traitlets": ("5.16", "5.17")},
    saved_share=None,
    reason="`clear_instance()` forgets an instance, and nothing public puts one back.",
)


@contextmanager
def set_instances_aside(singleton: "type[SingletonConfigurable]") -> Iterator[None]:
    """Lets a class and those it is derived from look as if they had no instance, in the block."""
    classes = list(singleton._walk_mro())
    instances = [owner._instance for owner in classes]
    for owner in classes:
        owner._instance = None
    try:
        yield
    finally:
        for owner, instance in zip(classes, instances, strict=True):
            owner._instance = instance
