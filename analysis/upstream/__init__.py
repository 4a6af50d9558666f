"""What this project uses of libraries although they do not promise it: one module per library.

Such a use stays only if it saves two hundredths or more of a brief's processor time, or if no
public way leads to the same result. Tests compare each use with the library's public way and fail
when an installed version lies outside the range that it was tried with. ``docs/upstream.md`` lists
all of them.
"""
