"""What papermill finds under the name `inprocess`: loaded with papermill, and light.

papermill loads the engines that packages offer while it is itself being imported. An engine in a
module that imports papermill would then meet a half-made one, or be half-made itself.
"""

from typing import Any


class _LoadedWhenUsed(type):
    def __getattr__(cls, name: str) -> Any:
        from analysis.rendering.engine.inprocess_engine import InProcessEngine

        return getattr(InProcessEngine, name)


class InProcess(metaclass=_LoadedWhenUsed):
    """Stands for :class:`analysis.rendering.engine.inprocess_engine.InProcessEngine`."""
