"""Documents → processed tables: read, validated, joined, judged."""
