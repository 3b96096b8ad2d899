"""Data for the pages of the laboratory, and NumPy's results to check the browser's by."""
