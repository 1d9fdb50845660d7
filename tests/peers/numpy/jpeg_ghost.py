#!/usr/bin/python3
"""JPEG ghosts in the DCT domain with NumPy and SciPy, as a peer of the detector JpegGhost.

H. Farid, "Exposing digital forgeries from JPEG ghosts", IEEE TIFS 4(1), 2009: the error of requantising at a list of qualities, on every block grid;
by Parseval it is taken from the coefficients. As the detector does: 14 frequencies, coefficients requantised to zero left out, error against that of a
uniform law, windows of 64 pixels. Written from the paper; Debian 12: python3-numpy 1.24, python3-scipy 1.10. Answers with the deepest ghost.
"""
import numpy as np
from scipy import ndimage
from scipy.fft import dctn

from peer import luma, serve

QUALITIES = range(30, 100, 5)
# The luminance table of the standard (ITU-T T.81, annex K), natural order.
TABLE = np.array([16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
                  18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99])
FREQUENCIES = [1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4]


def steps(quality):
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality
    return np.clip((TABLE * scale + 50) // 100, 1, 255)


def examine(request, plane):
    height, width = plane.shape
    own = np.array(request["steps"])
    best = (0.0, 0, 0, 0, 0)
    for top in range(8):
        for left in range(8):
            if top == 0 and left == 0:
                continue
            down, across = (height - top) // 8, (width - left) // 8
            part = plane[top:top + 8 * down, left:left + 8 * across].reshape(down, 8, across, 8)
            coefficients = dctn(part, axes=(1, 3), norm="ortho").transpose(1, 3, 0, 2).reshape(64, down, across)[FREQUENCIES]
            for quality in QUALITIES:
                step = steps(quality)[FREQUENCIES]
                if (step < 2 * own[FREQUENCIES]).any():
                    continue
                step = step[:, None, None].astype(np.float32)
                multiple = np.round(coefficients / step)
                counted = multiple != 0
                depth = np.where(counted, 1 - 12 * (coefficients / step - multiple) ** 2, 0).sum(0)
                number = counted.sum(0)
                depth, number = (ndimage.uniform_filter(m.astype(np.float32), 8) * 64 for m in (depth, number))
                strength = depth / np.sqrt(np.maximum(number, 20))
                at = int(strength.argmax())
                if strength.flat[at] > best[0]:
                    best = (float(strength.flat[at]), quality, 8 * top + left, left + 8 * (at % across), top + 8 * (at // across))
    return {"strength": best[0], "quality": best[1], "grid": best[2], "x": best[3], "y": best[4]}


serve(luma, examine)
