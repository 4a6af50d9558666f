"""What a caller can mend: its message says what is wrong, where, and what to do."""


class Mendable(Exception):
    """A call or its input cannot be used as it is; no traceback helps."""
