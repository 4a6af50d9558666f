"""Errors that a user can fix: the message says what is wrong, where, and what to do."""


class UserError(Exception):
    """A call or its input cannot be used; shown without a traceback."""


class ParameterError(UserError, ValueError):
    """No brief can be made for these parameters; the message says which are allowed."""
