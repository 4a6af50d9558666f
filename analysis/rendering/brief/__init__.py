"""One brief: run, checked, exported, published."""
