"""Errors that a caller can mend: the message says what is wrong, where, and what to do."""


class UserError(Exception):
    """A call or its input cannot be used as it is; no traceback helps."""


class ParameterError(UserError, ValueError):
    """Parameters that no brief can be made for; the message says what would do."""
