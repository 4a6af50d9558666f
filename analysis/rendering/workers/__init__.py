"""Pools of worker processes. They run any function and know nothing of briefs or notebooks."""
