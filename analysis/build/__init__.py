"""Builds the processed tables from documents and reference tables."""
