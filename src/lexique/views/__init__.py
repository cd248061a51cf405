"""What can be said of concepts: compared, identified, searched, described, counted."""
