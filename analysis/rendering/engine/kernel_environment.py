"""What the environment of every process is that a notebook runs in."""

from analysis.own_process import SAFE_PATH

# One thread and a fixed hash seed: they change the last digits and the order of sets. Python's own
# warning filters, whatever the user has set: a warning on stderr refuses the brief.
KERNEL_ENVIRONMENT = {
    **SAFE_PATH,
    "OMP_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "PYTHONWARNINGS": "",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
