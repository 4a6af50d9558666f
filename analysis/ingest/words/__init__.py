"""How documents word units, dates, places and headings."""
