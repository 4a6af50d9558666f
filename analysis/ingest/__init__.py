"""Reads the files that counties send, recognises their forms and writes them to ``data/raw``."""
