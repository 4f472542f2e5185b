"""Measure the program: a library of invented cases of any size, and whole processes timed beside those of others."""
