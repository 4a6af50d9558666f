"""Claims between printed figures: put together, recomputed, judged."""
