"""What a printed text stands for: unit, value, interval, date; and how a figure is named."""
