"""The commands of `briefs`, one file for each group, and their exit status."""
