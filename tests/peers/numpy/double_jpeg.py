#!/usr/bin/python3
"""Closed-form double quantisation with NumPy and SciPy, as a peer of the detector DoubleJpeg.

T. Bianchi, A. De Rosa, A. Piva, "Improved DCT coefficient analysis for forgery localization in JPEG images", ICASSP 2011, the simplified
model: per frequency the period n(x) = n0(x) / (Q1/Q2) of equation (6), the mixture by least squares on the histogram, the probability of
"saved once" by the product over frequencies. Written from the paper; Debian 12: python3-numpy 1.24, python3-scipy 1.10.

The request's file holds luma coefficients (int16, blocks down, blocks across, 64 in natural order); "steps" are the 64 steps of the save.
"""
import numpy as np
from scipy.fft import dctn, idctn

from peer import serve

ZIGZAG = [0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4]
LARGEST = 60


def shifted(samples):
    """Coefficients on the grid shifted by (4,4): an estimate of those before any save."""
    down, across = (samples.shape[0] // 8 - 1) * 8, (samples.shape[1] // 8 - 1) * 8
    part = samples[4:4 + down, 4:4 + across]
    return dctn(part.reshape(down // 8, 8, across // 8, 8), axes=(1, 3), norm="ortho").transpose(0, 2, 1, 3).reshape(-1, 64)


def period(values, first, second):
    """n0(x) times Q2/Q1: how many multiples of the first step fall in the cell of x, against the mean."""
    left = np.ceil(second / first * (values - 0.5))
    right = np.floor(second / first * (values + 0.5))
    return np.maximum(right - left + 1, 0) * first / second


def log_ratio(stored, reference, second):
    limit = 120
    x = np.arange(-limit, limit + 1)
    once = np.histogram(np.round(reference / second), bins=np.arange(-limit - 0.5, limit + 1))[0] + 0.5
    once = once / once.sum()
    seen = np.histogram(stored, bins=np.arange(-limit - 0.5, limit + 1))[0].astype(float)
    seen /= max(seen.sum(), 1)
    best = (np.inf, 1, 1.0, None)
    for first in range(1, LARGEST + 1):
        if first == second:
            continue
        twice = once * np.maximum(period(x, first, second), 0.03)
        twice /= twice.sum()
        away, off = twice - once, seen - once
        share = np.clip((away @ off) / max(away @ away, 1e-12), 0, 1)
        error = ((off - share * away) ** 2).sum()
        if error < best[0]:
            best = (error, first, share, twice)
    table = np.log(once) - np.log(best[3])
    return table[np.clip(stored, -limit, limit) + limit], best[1], best[2]


def read(request):
    return np.fromfile(request["path"], dtype=np.int16).reshape(-1, 64)


def examine(request, stored):
    down, across, steps = request["height"], request["width"], np.array(request["steps"])
    blocks = (stored * steps).reshape(down, across, 8, 8).astype(np.float64)
    samples = np.clip(np.round(idctn(blocks, axes=(2, 3), norm="ortho")), -128, 127).transpose(0, 2, 1, 3).reshape(down * 8, across * 8)
    reference = shifted(samples)
    total = np.zeros(down * across)
    firsts = []
    for k in ZIGZAG:
        ratio, first, _ = log_ratio(stored[:, k], reference[:, k], int(steps[k]))
        total += ratio
        firsts.append(first)
    return {"mean": float(total.mean()), "first_steps": firsts}


serve(read, examine)
