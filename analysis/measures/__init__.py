"""Disbursement, completion and trends, computed from tables into new frames."""
