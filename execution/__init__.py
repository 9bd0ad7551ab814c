"""A validated document becomes Python functions once; requests run those."""
