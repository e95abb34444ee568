"""A strict codec for the structures of mimi.py: it stands in for yours.

Values are those of the testee protocol: `opaque` as hexadecimal, uint64 as a decimal string, enums by name.
"""

from mimi import ENUMS, STRUCTS, UINTS


class Malformed(Exception):
    """What is wrong (a code of the testee protocol), in which field, and where that begins in the bytes."""

    def __init__(self, code, path, offset=0):
        super().__init__(code, path, offset)
        self.code, self.path, self.offset = code, path, offset


def decode(struct, data):
    """One structure that fills all the bytes."""
    reader = Reader(data)
    value = reader.read(struct, "")
    if reader.at < len(data):
        raise Malformed("trailing-bytes", "", reader.at)
    return value


def encode(kind, value, path=""):
    try:
        return write(kind, value, path)
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise Malformed("value-invalid", path) from error


class Reader:
    """Bytes, and where we are in them. `end` is that of the innermost vector: nothing inside it may reach further."""

    def __init__(self, data):
        self.data, self.at, self.end = data, 0, len(data)

    def read(self, kind, path):
        start = self.at

        def check(good, code):
            if not good:
                raise Malformed(code, path, start)

        def take(size):
            check(size <= self.end - self.at, "truncated")
            self.at += size
            return self.data[self.at - size : self.at]

        def length():
            """RFC 9420, 2.1.2: two bits tell how many bytes the length takes, which must be the fewest that do."""
            header = take(1)
            check(header[0] < 0xC0, "length-reserved")
            header += take((1 << (header[0] >> 6)) - 1)
            size = int.from_bytes(header, "big") & ((1 << 8 * len(header) - 2) - 1)
            check(header == length_header(size), "length-not-minimal")
            check(size <= self.end - self.at, "truncated")
            return size

        if kind in UINTS:
            number = int.from_bytes(take(UINTS[kind]), "big")
            return str(number) if kind == "uint64" else number
        if kind in ENUMS:
            (number,) = take(1)
            check(number in ENUMS[kind], "enum-unknown")
            return ENUMS[kind][number]
        if kind == "opaque[32]":
            return take(32).hex()
        if kind == "opaque<V>":
            return take(length()).hex()
        if kind == "string":
            try:
                return take(length()).decode()
            except UnicodeDecodeError:
                raise Malformed("utf8-invalid", path, start) from None
        if kind.startswith("optional<"):
            (presence,) = take(1)
            check(presence < 2, "presence-octet")
            return self.read(kind[9:-1], path) if presence else None
        if kind.endswith("<V>"):
            return self.vector(kind[:-3], path, length())
        value = {}
        for name, inner in fields(STRUCTS[kind], value):
            value[name] = self.read(inner, f"{path}.{name}" if path else name)
        return value

    def vector(self, kind, path, size):
        outer, self.end, values, starts = self.end, self.at + size, [], []
        while self.at < self.end:
            starts.append(self.at)
            values.append(self.read(kind, f"{path}[{len(values)}]"))
        self.end = outer
        wrong = out_of_order(kind, values)
        if wrong:
            raise Malformed("value-invalid", f"{path}[{wrong}].component_id", starts[wrong])
        return values


def write(kind, value, path):
    if kind in UINTS:
        number = int(value)
        same(str(number) if kind == "uint64" else number, value)
        return number.to_bytes(UINTS[kind], "big")
    if kind in ENUMS:
        return bytes([{name: number for number, name in ENUMS[kind].items()}[value]])
    if kind in ("opaque[32]", "opaque<V>"):
        data = bytes.fromhex(value)
        same(data.hex(), value)
        if kind == "opaque<V>":
            return sized(data)
        same(32, len(data))
        return data
    if kind == "string":
        return sized(value.encode())
    if kind.startswith("optional<"):
        return b"\0" if value is None else b"\1" + encode(kind[9:-1], value, path)
    if kind.endswith("<V>"):
        same((list, None), (type(value), out_of_order(kind[:-3], value)))
        return sized(b"".join(encode(kind[:-3], one, f"{path}[{i}]") for i, one in enumerate(value)))
    members = dict(fields(STRUCTS[kind], value))
    same(set(members), set(value))
    return b"".join(encode(inner, value[name], f"{path}.{name}" if path else name) for name, inner in members.items())


def fields(members, value):
    """Names and types of a structure's fields: of each select, those for what the selector is in `value` so far."""
    for name, kind in members:
        if isinstance(kind, dict):
            yield from fields(kind.get(value[name], []), value)
        else:
            yield name, kind


def out_of_order(kind, values):
    """Components are sorted and unique (mls-extensions-09, 4.6): the index of the first that is not above its neighbour."""
    ids = [value["component_id"] for value in values] if kind == "ComponentData" else []
    return next((i for i in range(1, len(ids)) if ids[i] <= ids[i - 1]), None)


def same(expected, got):
    """Python reads more spellings than the testee protocol has: `1_0`, `true` for 1, hexadecimal in capitals."""
    if (type(expected), expected) != (type(got), got):
        raise ValueError(f"expected {expected!r}, got {got!r}")


def sized(data):
    return length_header(len(data)) + data


def length_header(length):
    for tag, size in enumerate((1, 2, 4)):
        if length < 1 << 8 * size - 2:
            return (tag << 8 * size - 2 | length).to_bytes(size, "big")
    raise OverflowError("a length must be below 2^30")
