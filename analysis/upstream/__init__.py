"""Uses of what libraries do not promise, one module a library; imports no other room."""
