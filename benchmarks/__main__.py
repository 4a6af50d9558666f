"""`make bench`: every measurement, one after the other."""

from benchmarks import claims, rendering

if __name__ == "__main__":
    claims.main()
    rendering.main()
