"""pandas options of this package. Importing the module sets them for the whole process.

The modules that make or read the first frames import it, before they import pandera, which notes
the type of texts when it is imported. The package ``analysis.tables`` does not: the process that
reads a county's file needs the columns of tables, and no pandas.
"""

import pandas as pd

# Arrow stores millions of strings in little memory but needs long for each single one, column
# labels included. Most frames here hold one county: with Python's own strings a brief executes a
# tenth fewer instructions and a build takes a quarter less time. Results are the same.
pd.options.mode.string_storage = "python"
