"""An executed notebook → a page."""
