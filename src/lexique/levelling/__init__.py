"""Text levelled: what a careful reader overlooks before two names are compared."""
