"""Papers that nobody here wrote: as records, as files of every format, and what is read of them."""
