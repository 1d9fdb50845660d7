#!/usr/bin/env python3
"""Traces of processing written plainly with NumPy and SciPy: what was tried for the image bench and is not shipped, and the figures that decided.

tried.py colour FOLDER [N]     lateral chromatic aberration that does not fit the picture's own (Johnson and Farid 2006)
tried.py seams FOLDER [N]      seam carving by the block grid along lines against along columns
tried.py median FOLDER [N]     the streaks of a median filter in textured places after a JPEG save (Kirchner and Fridrich 2010, Cao and others 2010)

FOLDER holds photographs of 512×512. Needs python3-numpy, python3-scipy, python3-pil (Debian).
"""
import glob
import io
import os
import sys

import numpy as np
from PIL import Image, ImageFilter
from scipy.ndimage import gaussian_filter, median_filter, uniform_filter

PART, CELL, STEP = 192, 64, 32


def save(image, quality):
    if quality is None:
        return image
    stream = io.BytesIO()
    image.save(stream, 'JPEG', quality=quality)
    return Image.open(io.BytesIO(stream.getvalue())).convert('RGB')


def luma(image):
    return np.asarray(image, float) @ [.299, .587, .114]


def auc(above, below):
    a, b = np.asarray(above)[:, None], np.asarray(below)[None]
    return (a > b).mean() + .5 * (a == b).mean()


# --- colour: each cell's red and blue are green moved a little: least squares on green, its gradients and a plane ----------------------

def displacements(rgb):
    red, green, blue = (gaussian_filter(rgb[..., c], 1.0) for c in range(3))
    down, across = np.gradient(green)
    high, wide = ((s - CELL) // STEP + 1 for s in green.shape)
    moved, variance = np.full((high, wide, 4), np.nan), np.full((high, wide, 4), np.nan)
    for i in range(high):
        for j in range(wide):
            at = np.s_[i * STEP + 1:i * STEP + CELL - 1:2, j * STEP + 1:j * STEP + CELL - 1:2]
            g = green[at].ravel()
            if (g < 3).mean() > .05 or (g > 252).mean() > .05:
                continue
            v, u = np.mgrid[0:31, 0:31] / 31.
            rows = np.stack([np.ones(g.size), u.ravel(), v.ravel(), g - g.mean(), across[at].ravel(), down[at].ravel()], 1)
            normal = rows.T @ rows
            if np.linalg.cond(normal) > 1e9:
                continue
            inverse, found, spread = np.linalg.inv(normal), [], []
            for channel in (red, blue):
                c = channel[at].ravel()
                p = inverse @ (rows.T @ c)
                if p[3] < .3:
                    break
                # Smoothed samples are not independent: 2.5 times the variance of independent ones.
                noise = ((c - rows @ p) ** 2).sum() / (g.size - 6) * 2.5
                found += [p[4] / p[3], p[5] / p[3]]
                spread += [noise * inverse[4, 4] / p[3] ** 2, noise * inverse[5, 5] / p[3] ** 2]
            if len(found) == 4:
                moved[i, j], variance[i, j] = found, spread
    return moved, variance


def misfit(moved, variance):
    """Residuals from a shift and a radial term, robustly fitted, pooled over 3×3 cells; None where too few cells speak."""
    high, wide, _ = moved.shape
    v, u = np.mgrid[0:high, 0:wide] / 10. - .5
    ok = ~np.isnan(moved[..., 0]) & (variance.max(2) < .05)
    if ok.sum() < 40:
        return None
    rest, n = np.full(moved.shape, np.nan), ok.sum()
    one, zero = np.ones(n), np.zeros(n)
    rows = np.r_[np.c_[one, zero, u[ok]], np.c_[zero, one, v[ok]]]
    for c in (0, 2):
        value, var = np.r_[moved[ok][:, c], moved[ok][:, c + 1]], np.r_[variance[ok][:, c], variance[ok][:, c + 1]]
        weight = 1 / (var + 1e-4)
        for _ in range(15):
            p = np.linalg.lstsq(rows * weight[:, None] ** .5, value * weight ** .5, rcond=None)[0]
            r = value - rows @ p
            excess = max(1e-3, np.sqrt(max(0, (1.4826 * np.median(abs(r))) ** 2 - np.median(var))))
            z = r / np.sqrt(var + excess ** 2)
            weight = np.maximum(0, 1 - (z / 4.7) ** 2) ** 2 / (var + excess ** 2) + 1e-12
        rest[ok, c], rest[ok, c + 1] = z[:n], z[n:]
    pooled = np.zeros((high, wide))
    for i in range(high - 2):
        for j in range(wide - 2):
            o = ok[i:i + 3, j:j + 3]
            if o.sum() >= 6:
                pooled[i + 1, j + 1] = (np.median(rest[i:i + 3, j:j + 3][o], 0) ** 2).sum() * o.sum()
    return pooled, ok


def colour(files):
    for quality in (None, 95, 85):
        untouched = None
        for kind in ('untouched', 'another tile', 'same tile, mirrored'):
            best, cells = [], []
            for k, file in enumerate(files):
                chance = np.random.default_rng(k)
                image = Image.open(file).convert('RGB')
                x, y = (int(v) for v in chance.integers(32, 288, 2))
                mask = np.zeros((512, 512), bool)
                if kind != 'untouched':
                    other = Image.open(files[(k + len(files) // 2) % len(files)]).convert('RGB') if kind == 'another tile' else image.transpose(Image.FLIP_LEFT_RIGHT)
                    a, b = (int(v) for v in chance.integers(0, 512 - PART, 2))
                    image.paste(other.crop((a, b, a + PART, b + PART)), (x, y))
                    mask[y:y + PART, x:x + PART] = True
                result = misfit(*displacements(np.asarray(save(image, quality), float)))
                if result is None:
                    continue
                pooled, ok = result
                best.append(pooled.max())
                inside = np.array([[mask[i * STEP + 16:i * STEP + 48, j * STEP + 16:j * STEP + 48].mean() > .9 for j in range(ok.shape[1])] for i in range(ok.shape[0])])
                if (inside & ok).any() and (~inside & ok).any():
                    cells.append(auc(pooled[inside & ok], pooled[~inside & ok]))
            if untouched is None:
                untouched = best
                print(f'last save {quality}: untouched, {len(best)} of {len(files)} measured, median {np.median(best):.0f}', flush=True)
            else:
                print(f'last save {quality}: {kind}: AUC {auc(best, untouched):.2f}, cells {np.mean(cells):.2f}, found at 5 % false {(np.array(best) > np.quantile(untouched, .95)).mean():.2f}', flush=True)


# --- seams -----------------------------------------------------------------------------------------------------------------------------

def carve(rgb, seams):
    """Removes the vertical seams of least energy (Avidan and Shamir 2007)."""
    rgb = rgb.astype(float)
    for _ in range(seams):
        grey = rgb @ [.299, .587, .114]
        cost = abs(np.gradient(grey, axis=1)) + abs(np.gradient(grey, axis=0))
        high, wide = cost.shape
        for y in range(1, high):
            above = cost[y - 1]
            cost[y] += np.minimum(above, np.minimum(np.r_[1e9, above[:-1]], np.r_[above[1:], 1e9]))
        keep, x = np.ones((high, wide), bool), int(cost[-1].argmin())
        keep[-1, x] = False
        for y in range(high - 2, -1, -1):
            first = max(0, x - 1)
            x = first + int(cost[y, first:x + 2].argmin())
            keep[y, x] = False
        rgb = rgb[keep].reshape(high, wide - 1, 3)
    return Image.fromarray(rgb.astype(np.uint8))


def grid(samples):
    """Agreement in phase of strips of 32 lines at the multiples of 1/8, as the detector Resampling takes it."""
    second = np.minimum(abs(2 * samples[:, 1:-1] - samples[:, :-2] - samples[:, 2:]), 8)
    strips = second.shape[0] // 32
    lines = second[:strips * 32].reshape(strips, 32, -1).mean(1)
    lines -= lines.mean(1, keepdims=True)
    wide = lines.shape[1]
    spectrum = np.fft.rfft(lines * np.hanning(wide), axis=1)
    spectrum /= np.sqrt(median_filter(abs(spectrum) ** 2, (1, 65), mode='nearest') / np.log(2) + 1e-6)
    spectrum /= np.maximum(1, abs(spectrum) / 1.5)
    agreement = abs(spectrum.sum(0)) ** 2 / (strips * .9)
    return max(agreement[max(0, k - 1):k + 2].max() for k in (round(wide * j / 8) for j in (1, 2, 3)))


def seams(files):
    for quality in (None, 98, 95):
        for carved in (False, True):
            ratios = []
            for file in files:
                image = Image.open(file).convert('RGB')
                image = carve(np.asarray(image), 50) if carved else image
                if quality:
                    image = save(image.crop((3, 5, image.width, image.height)), quality)
                samples = luma(image)
                ratios.append(np.log(grid(np.ascontiguousarray(samples.T)) / grid(samples)))
            print(f'last save {quality}, {"carved" if carved else "untouched"}: ln of the ratio, 5 %, 50 %, 95 %:', *(f'{q:.1f}' for q in np.quantile(ratios, (.05, .5, .95))), flush=True)


# --- median ----------------------------------------------------------------------------------------------------------------------------

def streaks(image):
    green = np.asarray(image)[..., 1].astype(float)
    textured = (uniform_filter(green * green, 7) - uniform_filter(green, 7) ** 2 > 100) & (green > 2) & (green < 253)
    steps = np.diff(green, axis=1)[textured[:, 1:]]
    return 2 * (steps == 0).sum() / max(1, (abs(steps) == 1).sum()) if steps.size > 2000 else np.nan


def median(files):
    for quality in (None, 98, 95, 85):
        for filtered in (False, True):
            pictures = (Image.open(f).convert('RGB') for f in files)
            ratios = [streaks(save(p.filter(ImageFilter.MedianFilter(3)) if filtered else p, quality)) for p in pictures]
            print(f'last save {quality}, {"3×3 median" if filtered else "untouched"}: ratio 5 %, 50 %, 95 %:', *(f'{q:.2f}' for q in np.nanquantile(ratios, (.05, .5, .95))), flush=True)


if __name__ == '__main__':
    what, folder, count = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 40
    every = sorted(glob.glob(os.path.join(folder, '*.jpg')))
    {'colour': colour, 'seams': seams, 'median': median}[what](every[::max(1, len(every) // count)][:count])
