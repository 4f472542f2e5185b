"""Stage 3, check: every rule over everything that was parsed; what passes becomes the library."""
