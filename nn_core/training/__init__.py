"""Training makes the numbers of a network: distorted digits to learn from, the learner, and the recipes of the shipped networks."""
