"""Briefs in a browser: opened from a folder, on a phone, printed."""
