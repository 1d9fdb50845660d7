"""The loop every peer runs in: a request a line as JSON on standard input, an answer a line as JSON on standard output.

A request names a raw file ("path") with its form; "examine" gets it read already, as the detectors get their views, and is timed alone.
"""
import json
import sys
import time

import numpy as np


def luma(request):
    """float32 [height, width], grey levels 0 to 255."""
    return np.fromfile(request["path"], dtype=np.float32).reshape(request["height"], request["width"])


def serve(read, examine):
    for line in sys.stdin:
        request = json.loads(line)
        given = read(request)
        began = time.perf_counter()
        answer = examine(request, given)
        took = 1000 * (time.perf_counter() - began)
        print(json.dumps({"ms": took, **answer}), flush=True)
