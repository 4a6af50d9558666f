"""Reads the meaning of rows and the figures of running text."""
