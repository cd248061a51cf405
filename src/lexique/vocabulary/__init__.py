"""The compiled vocabulary: built once from triples, opened in a few pages, never changed."""
