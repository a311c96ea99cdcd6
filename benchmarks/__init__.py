"""Figures: every number in a document comes out of a script here."""
