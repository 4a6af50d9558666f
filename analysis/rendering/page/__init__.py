"""Exports an executed notebook as an HTML page."""
