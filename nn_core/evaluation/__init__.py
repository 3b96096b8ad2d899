"""Evaluation says how good a network is: model card, edge-likeness, stored measurements."""
