"""Columns, tables and forms of all data, and the checks that they fit."""
