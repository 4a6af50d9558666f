"""`make bench`: every measurement, one after the other."""

from benchmarks import claims

if __name__ == "__main__":
    claims.main()
