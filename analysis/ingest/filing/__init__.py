"""Files documents in data/raw: records, versions, candidates."""
