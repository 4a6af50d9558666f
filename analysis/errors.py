"""Errors that a user can fix: the message says what is wrong, where, and what to do."""


class UserError(Exception):
    """A call or its input cannot be used; shown without a traceback."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows instead of a traceback: the message; IPython asks for it."""
        return [f"{type(self).__name__}: {self}"]


def message_part(text: str) -> str:
    """Returns a word that a message is filled with; marks it as one that is translated, too."""
    return text


class ParameterError(UserError, ValueError):
    """No brief can be made for these parameters; the message says which are allowed."""
