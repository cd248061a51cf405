"""Closed classes of words, as data: what grammar knows and no vocabulary needs to list."""
