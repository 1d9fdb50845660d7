#!/usr/bin/python3
"""Reference values and times for the sensor-noise kernels, computed without this project's code.

Debian 12: python3-numpy 1.24.2, python3-scipy 1.10.1, python3-pywt is not needed. Prints what
tests/Touchstone.Tests/Numerics/Correlation and .../Engine/Devices quote; sensor_noise.py serves the same functions as a peer.
"""
import numpy as np
from scipy import ndimage, stats

H, W = 20, 27
y, x = np.mgrid[0:H, 0:W]
PLANE = ((x * 37 + y * 61 + x * y * 13) % 101) / 25.0 - 2 + 3 * np.cos(2 * np.pi * x / 9)
OTHER = ((x * 29 + y * 53 + x * y * 7) % 97) / 24.0 - 2


def centre(p):
    """Zero mean of every line and column, apart for each position of a 2x2 filter array."""
    p = p.astype(float).copy()
    for t in (0, 1):
        for l in (0, 1):
            q = p[t::2, l::2]
            q -= q.mean()
            q -= q.mean(axis=1, keepdims=True)
            q -= q.mean(axis=0, keepdims=True)
    return p


def shrink(c, sigma2):
    """Noise part of coefficients: least local variance over windows of 3, 5, 7, 9 (mirrored edges), Wiener share."""
    least = np.min([ndimage.uniform_filter(c * c, k, mode="reflect") for k in (3, 5, 7, 9)], axis=0)
    return c * sigma2 / (np.maximum(least - sigma2, 0) + sigma2)


def flatten(p):
    f = np.fft.rfft2(p)
    magnitude = np.abs(f) / np.sqrt((p * p).sum())
    share = np.where(magnitude > 0, shrink(magnitude, 1.0) / np.where(magnitude > 0, magnitude, 1), 0)
    return np.fft.irfft2(f * share, p.shape)


def correlate(a, b):
    return np.fft.irfft2(np.fft.rfft2(a) * np.conj(np.fft.rfft2(b)), a.shape)


def pce(c, left, top, columns, lines):
    h, w = c.shape
    shifts = [(t, l) for t in range(top, top + lines) for l in range(left, left + columns)]
    t, l = max(shifts, key=lambda s: c[s[0] % h, s[1] % w])
    peak = c[t % h, l % w]
    rest = np.ones_like(c, bool)
    for dy in range(-5, 6):
        for dx in range(-5, 6):
            rest[(t + dy) % h, (l + dx) % w] = False
    return l, t, np.sign(peak) * peak**2 / np.mean(c[rest] ** 2)


def low():
    """Daubechies, 8 taps, by spectral factorisation: the roots of P(y) inside the unit circle."""
    from math import comb
    poly = np.zeros(1)
    total = np.zeros(7)
    for k in range(4):
        term = np.array([1.0])
        for _ in range(k):
            term = np.convolve(term, [-0.25, 0.5, -0.25])
        total[3 - k:3 - k + len(term)] += comb(3 + k, k) * term
    roots = np.roots(total)
    taps = np.array([1.0])
    for r in roots[np.abs(roots) < 1]:
        taps = np.convolve(taps, [1, -r])
    for _ in range(4):
        taps = np.convolve(taps, [1, 1])
    taps = np.real(taps)
    return taps * np.sqrt(2) / taps.sum()


def residual(luma, sigma=5.0, levels=4):
    """Wavelet noise residual: periodic transform of the mirrored plane, shrinkage of every detail band, approximation dropped."""
    h, w = luma.shape
    margin = 176
    bottom, right = margin + (-h) % 16, margin + (-w) % 16
    p = np.pad(luma.astype(np.float32), ((margin, bottom), (margin, right)), mode="symmetric")
    lo = low().astype(np.float32)
    hi = (lo[::-1] * np.array([1, -1] * 4)).astype(np.float32)

    def analyse(a, axis):
        def one(f):
            out = 0
            for k in range(8):
                out = out + f[k] * np.roll(a, -k, axis)
            return out[::2] if axis == 0 else out[:, ::2]
        return one(lo), one(hi)

    def synthesise(l, h_, axis):
        shape = list(l.shape)
        shape[axis] *= 2
        out = np.zeros(shape, np.float32)
        for band, f in ((l, lo), (h_, hi)):
            up = np.zeros(shape, np.float32)
            if axis == 0:
                up[::2] = band
            else:
                up[:, ::2] = band
            for k in range(8):
                out += f[k] * np.roll(up, k, axis)
        return out

    bands, a = [], p
    for _ in range(levels):
        l, h_ = analyse(a, 1)
        ll, lh = analyse(l, 0)
        hl, hh = analyse(h_, 0)
        bands.append([shrink(b, sigma * sigma).astype(np.float32) for b in (lh, hl, hh)])
        a = ll
    a = np.zeros_like(a)
    for lh, hl, hh in reversed(bands):
        a = synthesise(synthesise(a, lh, 0), synthesise(hl, hh, 0), 1)
    return a[margin:margin + h, margin:margin + w]


def show(name, values):
    print(f"{name:34s}", " ".join(f"{v:.9g}" for v in np.ravel(values)))


def vectors():
    f = np.fft.rfft2(PLANE)
    show("spectrum (0,3) (4,9) (19,13)", [v for at in ((0, 3), (4, 9), (19, 13)) for v in (f[at].real, f[at].imag)])
    c = centre(PLANE)
    show("centred (0,0) (7,11) (19,26)", [c[0, 0], c[7, 11], c[19, 26]])
    g = flatten(c)
    show("flattened (0,0) (7,11) (19,26)", [g[0, 0], g[7, 11], g[19, 26]])
    show("energy before, after", [(c * c).sum(), (g * g).sum()])
    r = correlate(PLANE, OTHER)
    show("correlation (0,0) (3,5) (19,26)", [r[0, 0], r[3, 5], r[19, 26]])
    show("peak within 9x7 from (-2,-3)", pce(r, -2, -3, 9, 7))
    for value, k in ((0.0, 1), (18.19, 1), (60.0, 1), (60.0, 1e6), (-4.0, 1), (4.0, 500), (5000.0, 10)):
        log_one = stats.norm.logsf(np.sign(value) * np.sqrt(abs(value)))
        log = np.log(-np.expm1(k * np.log1p(-np.exp(log_one)))) if log_one > -600 else log_one + np.log(k)
        show(f"log10 P_FA pce {value} k {k:g}", [log / np.log(10)])
    rng = np.random.default_rng(5)
    luma = 60 + 0.2 * x + rng.integers(-4, 5, (H, W))
    luma = ((x * 37 + y * 61 + x * y * 13) % 23) + 4.0 * x + 2.0 * y
    w = residual(luma)
    show("residual (0,0) (7,11) (19,26)", [w[0, 0], w[7, 11], w[19, 26]])
    lumas = [((x * (31 + 6 * i) + y * (57 + 4 * i) + x * y * 13) % 23) + 4.0 * x + (2.0 + 2 * i) * y + 20 * i for i in range(3)]
    lumas[2] = np.minimum(lumas[2] + 90, 255)
    light = [np.where(l < 250, l, 0) for l in lumas]
    ws = [residual(l) for l in lumas]
    den = sum(l * l for l in light)
    k = np.where(den > 0, sum(a * b for a, b in zip(ws, light)) / np.where(den > 0, den, 1), 0)
    show("raw fingerprint (0,0) (7,11) (19,26)", [k[0, 0], k[7, 11], k[19, 26]])
    k = flatten(centre(k))
    show("fingerprint (0,0) (7,11) (19,26)", [k[0, 0], k[7, 11], k[19, 26]])


if __name__ == "__main__":
    vectors()
