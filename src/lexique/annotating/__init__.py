"""Running text in, mentions out: where names may stand, then what stands there."""
