"""A name in, a `Resolution` out: levelled, looked up, taken apart, weighed."""
