"""`make bench`: runs all measurements, one after the other."""

from benchmarks import before, claims, growth, ingest, rendering

if __name__ == "__main__":
    claims.main()
    ingest.measure(ingest.FILES)
    rendering.main()
    before.main()
    growth.main()
