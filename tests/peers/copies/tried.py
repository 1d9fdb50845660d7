#!/usr/bin/python3
"""Copied parts by blocks: quantised cosine coefficients (Fridrich, Soukal & Lukas 2003) and Zernike moments (Ryu, Lee & Lee 2010).

Usage: tried.py FOLDER [PICTURES]. One row for each method and condition: pictures whose largest group of blocks moving as one is larger than in all
untouched pictures and lies where the copy was made. Squares of 128 px in photographs of 456 px, last save q90, as ./measure image makes them.
Needs numpy, scipy and Pillow.
"""
import io
import os
import sys
import time

import numpy as np
from PIL import Image
from scipy.fft import dctn
from scipy.spatial import cKDTree

PART, EDGE, LEAST_SHIFT = 128, 456, 32


def cubic(image, x, y):
    """Cubic convolution, a = -1/2."""
    def weights(t):
        return (-t**3 + 2 * t**2 - t) / 2, (3 * t**3 - 5 * t**2 + 2) / 2, (-3 * t**3 + 4 * t**2 + t) / 2, (t**3 - t**2) / 2
    column, row = np.floor(x).astype(int), np.floor(y).astype(int)
    total = 0
    for j, wy in enumerate(weights(y - row)):
        for i, wx in enumerate(weights(x - column)):
            total = total + (wx * wy)[:, None] * image[np.clip(row - 1 + j, 0, EDGE - 1), np.clip(column - 1 + i, 0, EDGE - 1)]
    return total


def copied(image, degrees, scale, chance):
    """The picture with a textured square copied elsewhere, and the map from source to copy."""
    for _ in range(200):
        places = chance.integers(0, EDGE - PART, (3, 2))
        x, y = places[np.argmax([np.abs(np.diff(image[b:b + PART, a:a + PART, 1])).mean() for a, b in places])]
        source = np.array([x, y]) + (PART - 1) / 2
        target = chance.integers(0, EDGE, 2) + 0.5
        reach = PART / 2 * np.sqrt(2) * scale + 1
        if np.any(target < reach + 3) or np.any(target > EDGE - reach - 4):
            continue
        turn = np.deg2rad(degrees)
        motion = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        rows, columns = np.mgrid[0:EDGE, 0:EDGE]
        back = np.linalg.inv(motion) @ (np.stack([columns.ravel(), rows.ravel()]) - target[:, None])
        inside = np.all(np.abs(back) < PART / 2, axis=0)
        own = (np.abs(columns.ravel() - source[0]) < PART / 2) & (np.abs(rows.ravel() - source[1]) < PART / 2)
        if np.any(inside & own):
            continue
        out = image.reshape(-1, 3).copy()
        out[inside] = np.clip(np.round(cubic(image, back[0, inside] + source[0], back[1, inside] + source[1])), 0, 255)
        return out.reshape(image.shape), (motion, source, target)
    return None


def luma(image):
    data = io.BytesIO()
    Image.fromarray(image.astype(np.uint8)).save(data, "JPEG", quality=90)
    rgb = np.asarray(Image.open(io.BytesIO(data.getvalue()))).astype(np.float32)
    return rgb @ np.array([0.299, 0.587, 0.114], np.float32)


def blocks(plane, edge, step):
    windows = np.lib.stride_tricks.sliding_window_view(plane, (edge, edge))[::step, ::step]
    rows, columns = np.mgrid[0:windows.shape[0], 0:windows.shape[1]] * step
    return windows.reshape(-1, edge, edge), np.stack([columns.ravel(), rows.ravel()], 1) + (edge - 1) / 2


def block_cosines(plane, chance):
    """Fridrich et al.: the quantised cosine coefficients of all 16x16 blocks, sorted; equal neighbours vote for their shift."""
    windows, places = blocks(plane, 16, 1)
    kept = windows.std(axis=(1, 2)) > 3
    windows, places = windows[kept], places[kept]
    first = [(u, v) for u in range(8) for v in range(8) if u + v < 6]
    steps = np.array([4 + 4 * (u + v) for u, v in first], np.float32) * 8 / 4
    features = np.empty((len(windows), len(first)), np.int16)
    for start in range(0, len(windows), 20000):
        coefficients = dctn(windows[start:start + 20000], axes=(1, 2), norm="ortho")
        features[start:start + 20000] = np.round(np.stack([coefficients[:, u, v] for u, v in first], 1) / steps)
    order = np.lexsort(features.T[::-1])
    same = np.all(features[order[1:]] == features[order[:-1]], axis=1)
    one, other = places[order[:-1][same]], places[order[1:][same]]
    shift = other - one
    flip = (shift[:, 0] < 0) | ((shift[:, 0] == 0) & (shift[:, 1] < 0))
    shift[flip] *= -1
    one = np.where(flip[:, None], other, one)
    far = np.hypot(*shift.T) >= LEAST_SHIFT
    if not far.any():
        return 0, None
    shifts, counts = np.unique(shift[far], axis=0, return_counts=True)
    best = np.argmax(counts)
    return int(counts[best]), (np.eye(2), np.zeros(2), shifts[best])


def zernike_kernels(edge, order):
    y, x = (np.mgrid[0:edge, 0:edge] - (edge - 1) / 2) / (edge / 2)
    radius, angle = np.hypot(x, y), np.arctan2(y, x)
    kernels = []
    for n in range(order + 1):
        for m in range(n % 2, n + 1, 2):
            radial = sum((-1)**k * np.prod(np.arange(1, n - k + 1)) / (np.prod(np.arange(1, k + 1)) * np.prod(np.arange(1, (n + m) // 2 - k + 1)) * np.prod(np.arange(1, (n - m) // 2 - k + 1)))
                         * radius**(n - 2 * k) for k in range((n - m) // 2 + 1))
            kernels.append(np.where(radius <= 1, radial * np.exp(-1j * m * angle), 0) * (n + 1) / np.pi / (edge / 2)**2)
    return np.array(kernels).reshape(len(kernels), -1)


KERNELS = zernike_kernels(24, 5)


def zernike(plane, chance):
    """Ryu et al.: magnitudes of moments up to order 5 of 24x24 blocks; nearest blocks in place of sorted ones, then one similarity by drawn pairs."""
    windows, places = blocks(plane, 24, 3)
    kept = windows.std(axis=(1, 2)) > 3
    windows, places = windows[kept], places[kept]
    if len(places) < 50:
        return 0, None
    features = np.abs(windows.reshape(len(windows), -1) @ KERNELS.T.astype(np.complex64)).astype(np.float32)
    asked = np.flatnonzero(((places - 11.5) % 6 < 3).all(axis=1))
    found = cKDTree(features).query(features[asked], 16, eps=0.5, distance_upper_bound=6)
    one, other = [], []
    for i, near in zip(asked, found[1]):
        for j in near:
            if j < len(places) and np.hypot(*(places[i] - places[j])) >= LEAST_SHIFT:
                one.append(places[i])
                other.append(places[j])
                break
    if len(one) < 4:
        return 0, None
    one, other = np.array(one), np.array(other)
    best, motion = 0, None
    z, w = one @ [1, 1j], other @ [1, 1j]
    for _ in range(3000):
        a = chance.integers(len(z))
        near = np.flatnonzero((np.abs(z - z[a]) < 40) & (np.abs(z - z[a]) > 8))
        if len(near) == 0:
            continue
        b = near[chance.integers(len(near))]
        factor = (w[b] - w[a]) / (z[b] - z[a])
        if not 0.45 < abs(factor) < 2.2:
            continue
        count = int((np.abs(w - w[a] - factor * (z - z[a])) < 3).sum())
        if count > best:
            best = count
            motion = (np.array([[factor.real, -factor.imag], [factor.imag, factor.real]]), one[a], other[a])
    return best, motion


def agrees(found, made):
    """Whether a map, or its inverse, sends the middle of the source within 6 px of the middle of the copy."""
    if found is None:
        return False
    motion, source, target = found
    there = motion @ (made[1] - source) + target
    back = np.linalg.inv(motion) @ (made[1] - target) + source
    return min(np.hypot(*(there - made[2])), np.hypot(*(back - made[2]))) < 6


def main():
    pictures = sorted(os.path.join(d, f) for d, _, fs in os.walk(sys.argv[1]) for f in fs if f.lower().endswith((".jpg", ".jpeg", ".png")))
    chance = np.random.default_rng(5)
    chance.shuffle(pictures)
    hosts = []
    for path in pictures:
        image = Image.open(path)
        if min(image.size) < EDGE or len(hosts) == (int(sys.argv[2]) if len(sys.argv) > 2 else 40):
            continue
        left, top = (8 * int(chance.integers(0, (edge - EDGE) // 8 + 1)) for edge in image.size)
        hosts.append(np.asarray(image.convert("RGB").crop((left, top, left + EDGE, top + EDGE))).astype(np.float32))
    conditions = [("plain", lambda: (0, 1)), ("turned 20 and scaled 1.1", lambda: (20, 1.1)), ("turned by 0-180", lambda: (180 * chance.random(), 1)), ("scaled by 0.5-2", lambda: (0, 0.5 * 4**chance.random()))]
    for method in (zernike, block_cosines):
        start = time.time()
        untouched = np.array([method(luma(h), chance)[0] for h in hosts])
        print(f"{method.__name__}: untouched, largest groups {np.sort(untouched)[::-1][:5]}, {(time.time() - start) / len(hosts):.1f} s a picture", flush=True)
        for name, draw in conditions:
            made = [m for m in (copied(h, *draw(), chance) for h in hosts) if m is not None]
            results = [(method(luma(image), chance), truth) for image, truth in made]
            limit = untouched.max()
            found = sum(count > limit and agrees(motion, truth) for (count, motion), truth in results)
            loose = sum(count > np.sort(untouched)[-max(1, len(untouched) // 10)] and agrees(motion, truth) for (count, motion), truth in results)
            print(f"{method.__name__}: {name}: found {found} of {len(made)} with 0 of {len(hosts)} untouched; {loose} at one in ten false", flush=True)


main()
