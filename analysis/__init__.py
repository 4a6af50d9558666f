"""County briefs: was the programme's money spent, were its targets met, and what happened."""

__version__ = "0.1.0"
