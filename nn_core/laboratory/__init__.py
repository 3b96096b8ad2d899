"""The laboratory's pages get their data from here: digits, landscapes of the cost, and vectors that hold the browser to NumPy."""
