#!/usr/bin/env python3
"""A testee for Mimicry in Python (3.9 or later, standard library only).

To test a codec of your own, put it in the place of codec.py, and keep this file.
"""

import json
import re
import sys

from codec import Malformed, decode, encode
from mimi import STRUCTS

DRAFT = "06"


class BadRequest(Exception):
    pass


def answer(request):
    if request["op"] == "hello":
        return {"ok": True, "name": "mimicry-example-python", "version": "1", "drafts": [DRAFT], "structs": list(STRUCTS)}
    if request["op"] not in ("decode", "encode"):
        raise BadRequest("op must be hello, decode or encode")
    struct = request.get("struct")
    if request.get("draft") != DRAFT or not isinstance(struct, str) or struct not in STRUCTS:
        return {"ok": False, "unsupported": True}
    try:
        if request["op"] == "encode":
            if "value" not in request:
                raise BadRequest("encode needs a value")
            return {"ok": True, "bytes": encode(struct, request["value"]).hex()}
        hexadecimal = request.get("bytes")
        if not isinstance(hexadecimal, str) or not re.fullmatch("([0-9a-f]{2})*", hexadecimal):
            raise BadRequest("bytes must be lower-case hexadecimal")
        return {"ok": True, "value": decode(struct, bytes.fromhex(hexadecimal))}
    except Malformed as error:
        return {"ok": False, "error": {"code": error.code, "path": error.path, "offset": error.offset}}


def answer_line(line):
    """Never fails: a line that makes no sense is answered too, and the testee goes on."""
    request_id = None
    try:
        request = json.loads(line)
        if not isinstance(request, dict) or type(request.get("id")) not in (int, float, str) or "op" not in request:
            raise BadRequest("a request is an object with an id (number or string) and an op")
        request_id = request["id"]
        result = answer(request)
    except (BadRequest, ValueError, RecursionError) as error:
        result = {"ok": False, "error": {"code": "bad-request", "message": str(error)}}
    return json.dumps({"id": request_id, **result})


for line in sys.stdin.buffer:
    if line.strip():
        # One line for each answer, and at once: the other side may wait for it before it asks on.
        print(answer_line(line), flush=True)
