"""A small picture for each page of the menu, and the pictures of posted links."""

from nn_core.publish.covers.cards import card, site_card
from nn_core.publish.covers.pages import cover

__all__ = ["card", "cover", "site_card"]
