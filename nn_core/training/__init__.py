"""Training finds the numbers of a network: distorted digits, a learner, and the recipes."""
