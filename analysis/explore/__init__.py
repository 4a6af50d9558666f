"""Frames of all counties for analysts, and what a notebook shows of them."""
