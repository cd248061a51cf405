"""The checks of a SKOS vocabulary: one function per rule, named by its id."""
