"""The class kit: everything that is carried into class, from the same library as the pages."""
