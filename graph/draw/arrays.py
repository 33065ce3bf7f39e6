"""What the arrays of a layout are: lengths in points, a seventy-second of an inch."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.floating[Any]]
"""Positions, sizes or distances; the last axis is across and down where there are two."""

Pairs: TypeAlias = NDArray[np.intp]
"""Indices of boxes."""

Mask: TypeAlias = NDArray[np.bool_]

TINY = 1e-9
"""A length that is none."""
