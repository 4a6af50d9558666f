"""Empty workbooks for counties to fill in."""
