"""Many briefs: which to render, in which processes, the run record and the index page."""
