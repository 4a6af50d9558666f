"""Makes `python -m analysis` the command `briefs`."""

from analysis.cli import main

if __name__ == "__main__":
    main()
