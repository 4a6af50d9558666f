"""Entry point of the engine ``inprocess``: stands for the engine until papermill uses it.

papermill loads the engines of all installed packages while it is being imported. At that moment a
module that imports papermill would see it incomplete.
"""

from typing import Any


class _LoadedWhenUsed(type):
    def __getattr__(cls, name: str) -> Any:
        from analysis.rendering.engine.inprocess_engine import InProcessEngine

        return getattr(InProcessEngine, name)


class InProcess(metaclass=_LoadedWhenUsed):
    """Stands for :class:`analysis.rendering.engine.inprocess_engine.InProcessEngine`."""
