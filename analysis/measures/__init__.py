"""Disbursement, completion, trends: frames in, new frames out."""
