"""Where an expression stands in the code that is being made."""

from __future__ import annotations

from typing import NamedTuple

from execution.compile.syntax import ROW


class Scope(NamedTuple):
    """The object at hand, and the cached text that is being made, if any.

    Attributes
    ----------
    row
        The name of the variable that holds the row, or the value, of the object.
    needs
        Inside of a cached text, the numbers of the arguments that it depends on; whoever adds an
        argument to the text adds its number.  None outside of one.
    """

    row: str = ROW
    needs: set[int] | None = None

    @property
    def is_cached(self) -> bool:
        """Whether this is part of a text that is kept as a whole."""
        return self.needs is not None
