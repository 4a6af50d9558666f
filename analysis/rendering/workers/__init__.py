"""Worker processes; they know no brief."""
