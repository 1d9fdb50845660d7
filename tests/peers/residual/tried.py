#!/usr/bin/env python3
"""Residual methods written plainly from their papers with NumPy and SciPy: what was tried for the image bench, and the figures that decided.

tried.py maps FOLDER [N]       pixel AUC of three maps on self-made pastes: residual patterns, PCA noise level, median of Haar details
tried.py noise FOLDER [N]      false alarms and finds of an a-contrario test for blocks of least noise
tried.py vector                the counts that ResidualPatternsTests holds

FOLDER holds manifest.csv (file, source, source_path) and photographs of at least 448 pixels a side.
Needs python3-numpy, python3-scipy, python3-pil (Debian).
"""
import csv
import io
import os
import sys

import numpy as np
from scipy.fft import dctn
from scipy.stats import binom

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'numpy'))
from residual_patterns import cell_means, pattern_counts, pattern_map, windows

PART = 128


# --- noise level: Pyatykh, Hesser, Zheng, TIP 2013, per block as Zeng et al. 2017 -----------------------------------------------------

def pca_level(luma, cell=32, side=2, patch=4):
    """ln of the least eigenvalue of the covariance of patches, windows of 64 pixels, against its median."""
    patches = np.lib.stride_tricks.sliding_window_view(luma, (patch, patch))
    high, wide, n = patches.shape[0] // cell, patches.shape[1] // cell, patch * patch
    products, sums = np.zeros((high, wide, n * n)), np.zeros((high, wide, n))
    for y in range(high):
        for x in range(wide):
            p = patches[y * cell:(y + 1) * cell, x * cell:(x + 1) * cell].reshape(-1, n).astype(float)
            products[y, x], sums[y, x] = (p.T @ p).ravel(), p.sum(0)
    count = (cell * side) ** 2
    products, sums = windows(products, side) / count, windows(sums, side) / count
    covariance = products.reshape(*products.shape[:2], n, n) - sums[..., :, None] * sums[..., None, :]
    level = np.log(np.maximum(np.linalg.eigvalsh(covariance)[..., 0], 1e-4))
    return cell_means(np.abs(level - np.median(level)), side)


def haar_level(luma, cell=32):
    """ln of the median size of the diagonal Haar detail per cell, against its median: the noise map of Mahdian and Saic 2009."""
    detail = np.abs(luma[:-1, :-1] - luma[1:, :-1] - luma[:-1, 1:] + luma[1:, 1:]) / 2
    high, wide = detail.shape[0] // cell, detail.shape[1] // cell
    cells = detail[:high * cell, :wide * cell].reshape(high, cell, wide, cell).transpose(0, 2, 1, 3).reshape(high, wide, -1)
    level = np.log(np.median(cells, -1) + 0.05)
    return np.abs(level - np.median(level))


# --- blocks of least noise: Gardella, Musé, Morel, Colom, IWBF 2021 --------------------------------------------------------------------

def least_noise(rgb, block=5, low=0.1, least=0.5, cell=32, per_bin=20000):
    """Smallest log10 NFA over square windows: too many blocks of least noise among those of least content. Counts are divided by the area of a
    block and by the channels, which overlap and agree."""
    content, noise = (np.zeros((rgb.shape[0] - block + 1, rgb.shape[1] - block + 1)) for _ in range(2))
    frequency = np.add.outer(np.arange(block), np.arange(block))
    slow = (frequency > 0) & (frequency < block - 1)
    for channel in range(3):
        b = np.lib.stride_tricks.sliding_window_view(rgb[..., channel], (block, block)).reshape(-1, block, block)
        ids = np.flatnonzero((b.max((1, 2)) < 255) & (b.min((1, 2)) > 0))
        ids = ids[np.argsort(b[ids].mean((1, 2)), kind='stable')]
        variance, deviation = (dctn(b, axes=(1, 2), norm='ortho')[:, slow] ** 2).mean(1), b.std((1, 2))
        for part in np.array_split(ids, max(1, round(len(ids) / per_bin))):
            calm = part[np.argsort(variance[part], kind='stable')[:int(low * len(part))]]
            content.ravel()[calm] += 1
            noise.ravel()[calm[np.argsort(deviation[calm], kind='stable')[:int(least * len(calm))]]] += 1
    high, wide = content.shape[0] // cell, content.shape[1] // cell
    content, noise = (m[:high * cell, :wide * cell].reshape(high, cell, wide, cell).sum((1, 3)) for m in (content, noise))
    tests, best = 0, 0.0
    for side in range(2, min(high, wide) // 2 + 1):
        n, k = (np.floor(windows(m, side) / (3 * block * block)) for m in (content, noise))
        tests, best = tests + n.size, min(best, binom.logsf(k - 1, n, least).min() / np.log(10))
    return best + np.log10(tests)


# --- pictures and figures --------------------------------------------------------------------------------------------------------------

def photographs(folder, count):
    from PIL import Image
    rows = list(csv.DictReader(open(os.path.join(folder, 'manifest.csv'), encoding='utf-8')))
    def source(row):
        name = os.path.basename(row['source_path'])
        return row['source'] + '/' + (os.path.dirname(row['source_path']) if name.split('.')[0].isdigit() else row['source_path'])
    chance = np.random.default_rng(3)
    for i in chance.permutation(len(rows))[:count]:
        other = i
        while source(rows[other]) == source(rows[i]):
            other = chance.integers(len(rows))
        host, donor = (Image.open(os.path.join(folder, rows[k]['file'])).convert('RGB') for k in (i, other))
        if min(host.size) >= 448:
            yield i, host, donor


def saved(image, quality):
    from PIL import Image
    data = io.BytesIO()
    image.save(data, 'JPEG', quality=quality, subsampling=2)
    return Image.open(data).convert('RGB')


def edited(kind, host, donor, seed):
    """The picture and where it was changed: a square of another photograph, smoothed, with more noise, of the same photograph, or nowhere."""
    from PIL import Image, ImageFilter
    chance, picture = np.random.default_rng(seed), host.copy()
    x, y = (int(chance.integers(s - PART)) for s in host.size)
    px, py = (x, y) if kind in ('smoothed', 'noisier') else (int(chance.integers(s - PART)) for s in donor.size)
    if kind == 'same':
        donor, (px, py) = host, (int(chance.integers(s - PART)) for s in host.size)
    if kind == 'saved q60':
        donor = saved(donor, 60)
    if kind == 'smoothed':
        donor = host.filter(ImageFilter.GaussianBlur(0.7))
    if kind == 'noisier':
        samples = np.asarray(host).astype(float)
        donor = Image.fromarray(np.clip(samples + chance.normal(0, 3, samples.shape), 0, 255).round().astype(np.uint8))
    mask = np.zeros((host.height, host.width))
    if kind != 'untouched':
        picture.paste(donor.crop((px, py, px + PART, py + PART)), (x, y))
        mask[y:y + PART, x:x + PART] = 1
    return picture, mask


def auc(high, low):
    return np.mean((high[:, None] > low[None]) + 0.5 * (high[:, None] == low[None]))


def luma_of(image):
    return np.asarray(image).astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)


def maps(folder, count):
    methods = (('residual patterns', pattern_map, 16), ('PCA noise level', pca_level, 32), ('Haar detail', haar_level, 32))
    for quality in (None, 92):
        for kind in ('other', 'saved q60', 'smoothed', 'noisier', 'same'):
            scores = {name: [] for name, _, _ in methods}
            for i, host, donor in photographs(folder, count):
                picture, mask = edited(kind, host, donor, i)
                luma = luma_of(saved(picture, quality) if quality else picture)
                for name, method, cell in methods:
                    values = method(luma)
                    h, w = values.shape
                    inside = mask[:h * cell, :w * cell].reshape(h, cell, w, cell).mean((1, 3))
                    scores[name].append(auc(values[inside > 0.5], values[inside < 0.5]))
            print(f'save {quality or "none"}, {kind}: ' + ', '.join(f'{name} {np.mean(s):.3f} ± {2 * np.std(s) / len(s) ** 0.5:.3f}' for name, s in scores.items()) + f", n {len(scores[methods[0][0]])}", flush=True)


def noise(folder, count):
    for quality, kinds in ((None, ('untouched', 'other', 'smoothed', 'noisier')), (92, ('untouched',))):
        for kind in kinds:
            nfa = np.array([least_noise(np.asarray(saved(p, quality) if quality else p).astype(float)) for p in (edited(kind, h, d, i)[0] for i, h, d in photographs(folder, count))])
            print(f'save {quality or "none"}, {kind}: NFA below 1 {np.mean(nfa < 0):.2f}, below 0.01 {np.mean(nfa < -2):.2f}, n {len(nfa)}', flush=True)


def vector():
    y, x = np.mgrid[:64, :64]
    print(pattern_counts(((7 * x * x + 13 * y + 3 * x * y) % 11).astype(np.float32), 16)[1, 1].astype(int).tolist())


if __name__ == '__main__':
    what, rest = (sys.argv[1] if len(sys.argv) > 1 else ''), sys.argv[2:]
    if what in ('maps', 'noise') and rest:
        {'maps': maps, 'noise': noise}[what](rest[0], int(rest[1]) if len(rest) > 1 else 40)
    elif what == 'vector':
        vector()
    else:
        sys.exit(__doc__)
