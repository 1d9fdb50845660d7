#!/usr/bin/python3
"""Sensor noise with NumPy and SciPy, as a peer of the detector SensorFingerprint: wavelet residual, clean-up, match at the very place.

M. Chen, J. Fridrich, M. Goljan, J. Lukas, "Determining image origin and integrity using sensor noise", IEEE TIFS 3(1), 2008. Debian 12: python3-numpy 1.24,
python3-scipy 1.10. The request names the fingerprint's file beside the luma's. Answers with the peak-to-correlation energy.
"""
import numpy as np

from peer import luma, serve
from sensor_reference import centre, correlate, flatten, pce, residual


def read(request):
    plane = luma(request)
    return plane, np.fromfile(request["fingerprint"], dtype=np.float32).reshape(plane.shape)


def examine(request, given):
    plane, fingerprint = given
    noise = flatten(centre(residual(plane)))
    moved = noise * np.where(plane < 250, plane, 0)
    # Upright and turned by half, as the detector asks of a whole frame.
    return {"pce": max(float(pce(correlate(turned, fingerprint), 0, 0, 1, 1)[2]) for turned in (moved, moved[::-1, ::-1]))}


serve(read, examine)
