"""One table, one file, one pure function from lazy frame to lazy frame."""
