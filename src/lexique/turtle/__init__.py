"""Turtle: a lossless tokenizer, a parser that knows the place of every term, and a writer."""
