"""Two instructions of the processor that numba has no name for."""

from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

COMPILED: dict[str, bool] = {"nogil": True, "boundscheck": False, "cache": True, "_nrt": False}
"""Every kernel: other threads go on, what was compiled is kept on disk, and as no kernel makes an
array, nobody counts who still holds one."""
PIECE: dict[str, bool] = COMPILED | {"forceinline": True}
"""A part of a kernel, that becomes one with it."""
WORD, FLAG = ir.IntType(64), ir.IntType(1)


@intrinsic
def _ctpop(context: Any, word: Any) -> Any:
    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.call(builder.module.declare_intrinsic("llvm.ctpop", [WORD]), arguments)

    return types.uint64(types.uint64), build


@intrinsic
def _cttz(context: Any, word: Any) -> Any:
    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind = ir.FunctionType(WORD, [WORD, FLAG])
        counts = builder.module.declare_intrinsic("llvm.cttz", [WORD], kind)
        return builder.call(counts, [arguments[0], ir.Constant(FLAG, 0)])

    return types.uint64(types.uint64), build


@njit(**PIECE)
def ones(word: Any) -> Any:
    """How many bits are set."""
    return np.int64(_ctpop(np.uint64(word)))


@njit(**PIECE)
def lowest(word: Any) -> Any:
    """Which is the lowest bit that is set; 64 when none is."""
    return np.int64(_cttz(np.uint64(word)))
