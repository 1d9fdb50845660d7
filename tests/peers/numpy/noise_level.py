#!/usr/bin/python3
"""Noise level by cells from the DCT of calm blocks with NumPy and SciPy, as a peer of the detector NoiseMismatch.

B. Mahdian, S. Saic, "Using noise inconsistencies for blind image forensics", Image and Vision Computing 27(10), 2009, in the form the detector has: variance of
the 48 higher frequencies of 8x8 blocks, calm blocks by their low frequencies, cells of 4x4 blocks against the median at their intensity.
Debian 12: python3-numpy 1.24, python3-scipy 1.10. Answers with the noise level and the quietest cell.
"""
import numpy as np
from scipy import ndimage
from scipy.fft import dctn

from peer import luma, serve

LOW = np.add.outer(np.arange(8), np.arange(8)) <= 4
HIGH = ~LOW


def examine(request, plane):
    down, across = plane.shape[0] // 32 * 4, plane.shape[1] // 32 * 4
    blocks = plane[:8 * down, :8 * across].reshape(down, 8, across, 8).transpose(0, 2, 1, 3)
    energy = dctn(blocks, axes=(2, 3), norm="ortho") ** 2
    mean = np.sqrt(energy[..., 0, 0]) / 8
    energy[..., 0, 0] = 0
    low, high = energy[..., LOW].mean(-1), energy[..., HIGH].mean(-1)
    calm = low <= np.quantile(low, 1 / 3)
    sigma = np.sqrt(np.median(high[calm]))
    grouped = high.reshape(down // 4, 4, across // 4, 4).transpose(0, 2, 1, 3).reshape(-1, 16)
    level = np.log(np.maximum(np.median(grouped, 1), 1e-6))
    tone = mean.reshape(down // 4, 4, across // 4, 4).mean(axis=(1, 3)).ravel()
    order = np.argsort(tone)
    expected = np.empty_like(level)
    expected[order] = ndimage.median_filter(level[order], max(9, level.size // 10), mode="nearest")
    deviation = level - expected
    return {"sigma": float(sigma), "quietest": int(deviation.argmin())}


serve(luma, examine)
