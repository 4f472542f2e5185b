"""Stage 2, parse: from bytes to documents and reference rows, every piece with its place in the file."""
