"""Briefs as their readers meet them: opened from a folder, on a phone, on paper."""
