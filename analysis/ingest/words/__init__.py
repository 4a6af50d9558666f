"""Reads units, dates, names of areas and labels as documents write them."""
