"""Layouts of public forms as records; ``python -m tests.layouts`` says what is read of them."""
