"""Experiments change one thing and measure what it does: the findings of the chapters, ablation, corruptions."""
