"""Evaluation says what a network is worth: its model card, how like edges its weights are, and what was measured and stored."""
