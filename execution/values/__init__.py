"""Variables and literals as Python values."""
