"""Many briefs: what changed, in which process, the record and the index."""
