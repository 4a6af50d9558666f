"""Makes `python -m analysis` the command `briefs`."""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # The working folder, which `python -m` puts first: a user's modules there are not ours.
    del sys.path[0]

from analysis.cli import main

if __name__ == "__main__":
    main()
