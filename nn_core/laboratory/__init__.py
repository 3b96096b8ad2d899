"""The laboratory's pages get their data from here, and NumPy's answers to compare with."""
