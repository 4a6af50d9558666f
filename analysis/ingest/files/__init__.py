"""Files as bytes: access, names, formats and limits."""
