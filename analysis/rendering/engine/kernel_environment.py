"""Environment variables of every process that a notebook runs in."""

from analysis.own_process import SAFE_PATH
from analysis.paths import STYLE_ONCE_VARIABLE

# The number of threads changes the last digits of sums, the hash seed the order of sets. Python's
# default warning filters, whatever the user has set: a warning on stderr refuses the brief.
KERNEL_ENVIRONMENT = {
    **SAFE_PATH,
    "OMP_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    STYLE_ONCE_VARIABLE: "1",
    "PYTHONUTF8": "1",
    "PYTHONWARNINGS": "",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
