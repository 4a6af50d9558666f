"""Marks by which a notebook tells the exporter what a cell or an output is."""

HIDDEN_TAG = "remove-cell"
