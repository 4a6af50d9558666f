"""Filing in data/raw: records, versions, candidates."""
