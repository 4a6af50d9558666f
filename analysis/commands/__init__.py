"""The commands of `briefs`, a file each group, and their exit status."""
