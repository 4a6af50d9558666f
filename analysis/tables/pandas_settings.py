"""pandas as this package uses it; importing the module sets it for the whole process."""

import pandas as pd

# Arrow holds millions of strings in little room but takes its time with each single one, column
# labels among them. Most frames here are a county's: with Python's own strings a brief takes a
# sixth less time and a build a quarter. What pandas computes with them is the same.
pd.options.mode.string_storage = "python"
