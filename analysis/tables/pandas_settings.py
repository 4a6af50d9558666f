"""pandas options of this package. Importing the module sets them for the whole process.

``analysis/tables/__init__.py`` imports it, so that the options are set before any module of this
room makes a frame or imports pandera, which notes the type of texts when it is imported.
"""

import pandas as pd

# Arrow stores millions of strings in little memory but needs long for each single one, column
# labels included. Most frames here hold one county: with Python's own strings a brief executes a
# tenth fewer instructions and a build takes a quarter less time. Results are the same.
pd.options.mode.string_storage = "python"
