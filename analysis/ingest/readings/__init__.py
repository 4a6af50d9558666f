"""What rows and running text say → readings and candidates."""
