"""What is filed (data/raw) and what people decided (data/reference)."""
