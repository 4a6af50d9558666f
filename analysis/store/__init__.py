"""data/processed: its files, what they were built from, and their only reader."""
