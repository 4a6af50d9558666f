"""What runs a notebook."""
