"""Values as compact bytes, for memory, for other processes and for the index on disk: MessagePack."""

import struct
import sys
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import msgpack

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_QUICK = 1  # values of many cards are much alike, so that the quickest level takes most of what there is to take
_BIG = 1
"""MessagePack's own numbers end at 64 bits; YAML's do not."""

Packable: TypeAlias = "str | int | float | bool | bytes | Sequence[Packable] | Mapping[str, Packable] | None"
"""What can be packed; a list comes back as a tuple."""

BROKEN: tuple[type[Exception], ...] = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError),
    *(struct.error, zstd.ZstdError),
)
"""What `unpack`, and whoever then looks at what it should have given, raises for bytes that `pack` did not make."""


def pack(value: Packable) -> bytes:
    """The value as bytes. Any thread."""
    try:
        packed: bytes = msgpack.packb(value, unicode_errors="surrogatepass")
    except OverflowError:
        packed = msgpack.packb(_small(value), unicode_errors="surrogatepass")
    return packed


def unpack(data: bytes) -> object:
    """What was packed, lists as tuples. Any thread. Raises one of BROKEN for other bytes; never runs anything."""
    return msgpack.unpackb(data, use_list=False, unicode_errors="surrogatepass", ext_hook=_big, strict_map_key=True)


def pack_tightly(value: Packable) -> bytes:
    """The same, compressed. Any thread."""
    return zstd.compress(pack(value), _QUICK)


def unpack_tight(data: bytes) -> object:
    """What was packed tightly. As `unpack`."""
    return unpack(zstd.decompress(data))


def _small(value: Packable) -> Packable:
    if isinstance(value, Mapping):
        return {key: _small(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return tuple(map(_small, value))
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        big: bytes = msgpack.ExtType(_BIG, hex(value).encode())
        return big
    return value


def _big(code: int, data: bytes) -> int:
    if code != _BIG:
        raise ValueError(f"no value is packed as {code}")
    return int(data, 16)
