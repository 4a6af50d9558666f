"""One brief: its notebook run and checked, its page exported and written."""
