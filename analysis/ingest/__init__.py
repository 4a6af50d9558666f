"""From a county's file to ``data/raw``: read it, recognise its forms, file it as printed."""
