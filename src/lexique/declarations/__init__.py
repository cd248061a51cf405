"""Role declarations: from exports to declarations, from declarations to findings."""
