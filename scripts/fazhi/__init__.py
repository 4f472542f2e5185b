"""法治课堂 / Rule-of-Law Classroom: one case file becomes a bilingual site and all that is carried into class."""

__version__ = "0.1.0"
