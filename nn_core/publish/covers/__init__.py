"""A small picture for each chapter and experiment, and the pictures that a posted link shows."""

from nn_core.publish.covers.cards import card, site_card
from nn_core.publish.covers.covers import cover

__all__ = ["card", "cover", "site_card"]
