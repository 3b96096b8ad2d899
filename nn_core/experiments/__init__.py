"""Experiments change one thing and measure what that does to a network."""
