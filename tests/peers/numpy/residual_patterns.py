#!/usr/bin/python3
"""Patterns of the high-pass residual with NumPy, as a peer of the detector ResidualPatterns.

D. Cozzolino, G. Poggi, L. Verdoliva, "Splicebuster: a new blind image splicing detector", IEEE WIFS 2015, in the form the detector has: counts of four quantised
residuals per cell, square roots over windows of 4x4 cells, eight principal components, a normal and a uniform distribution.
Debian 12: python3-numpy 1.24. Answers with the cell least like the rest.
"""
import numpy as np

from peer import luma, serve


def fold():
    """Class of each of 81 patterns of four: mirror and sign make patterns equal; numbered as they come."""
    numbers, classes = {}, np.zeros(81, int)
    for code in range(81):
        d = (code // 27, code // 9 % 3, code // 3 % 3, code % 3)
        n = tuple(2 - v for v in d)
        classes[code] = numbers.setdefault(min(d, n, d[::-1], n[::-1]), len(numbers))
    return classes, len(numbers)


CLASSES, COUNT = fold()


def pattern_counts(luma, cell, row_step=1):
    """Counts [rows, columns, 2·25] per cell: along the filter, then across."""
    high, wide = luma.shape[0] // cell, luma.shape[1] // cell
    total = np.zeros((2, high * wide * COUNT))
    for vertical in (False, True):
        x = luma.T if vertical else luma
        r = x[:, :-3] - 3 * x[:, 1:-2] + 3 * x[:, 2:-1] - x[:, 3:]
        q = (r > 1).astype(np.int8) - (r < -1) + 1
        for place, c in enumerate((((q[:, :-3] * 3 + q[:, 1:-2]) * 3 + q[:, 2:-1]) * 3 + q[:, 3:], ((q[:-3] * 3 + q[1:-2]) * 3 + q[2:-1]) * 3 + q[3:])):
            c = (c.T if vertical else c)[::row_step]
            rows, columns = np.arange(c.shape[0]) * row_step // cell, np.arange(c.shape[1]) // cell
            inside = CLASSES[c[rows < high][:, columns < wide]]
            index = (rows[rows < high][:, None] * wide + columns[columns < wide]) * COUNT + inside
            total[place] += np.bincount(index.ravel(), minlength=total.shape[1])
    return np.concatenate([t.reshape(high, wide, COUNT) for t in total], 2)


def windows(cells, side):
    """Sums over side×side neighbouring cells."""
    s = np.cumsum(np.cumsum(np.pad(cells, ((1, 0), (1, 0)) + ((0, 0),) * (cells.ndim - 2)), 0), 1)
    return s[side:, side:] - s[:-side, side:] - s[side:, :-side] + s[:-side, :-side]


def cell_means(values, side):
    """The mean of the windows over each cell."""
    total, count = np.zeros(np.add(values.shape, side - 1)), np.zeros(np.add(values.shape, side - 1))
    for y in range(side):
        for x in range(side):
            total[y:y + values.shape[0], x:x + values.shape[1]] += values
            count[y:y + values.shape[0], x:x + values.shape[1]] += 1
    return total / count


def pattern_map(luma, cell=16, side=4, components=8, row_step=1):
    sums = windows(pattern_counts(luma, cell, row_step), side)
    halves = [h / h.sum(-1, keepdims=True) for h in (sums[..., :COUNT], sums[..., COUNT:])]
    features = np.sqrt(np.concatenate(halves, -1))
    shape = features.shape[:2]
    features = features.reshape(-1, 2 * COUNT)
    features = features - features.mean(0)
    _, vectors = np.linalg.eigh(features.T @ features)
    points = features @ vectors[:, ::-1][:, :components]
    return cell_means(np.sqrt(outliers(points)).reshape(shape), side)


def outliers(points, rounds=60):
    """Squared distance of Mahalanobis from the normal part of a normal and a uniform distribution."""
    n, d = points.shape
    uniform, share, weight = -np.log(np.ptp(points, 0)).sum(), 0.05, np.full(n, 0.95)
    for _ in range(rounds):
        mean = weight @ points / weight.sum()
        centred = points - mean
        cov = (weight[:, None] * centred).T @ centred / weight.sum()
        cov += 1e-3 * np.trace(cov) / d * np.eye(d)
        share = np.clip(1 - weight.mean(), 1e-3, 0.5)
        factor = np.linalg.cholesky(cov)
        distance = (np.linalg.solve(factor, centred.T) ** 2).sum(0)
        normal = np.log(1 - share) - distance / 2 - np.log(np.diag(factor)).sum() - d / 2 * np.log(2 * np.pi)
        weight = np.exp(normal - np.logaddexp(np.log(share) + uniform, normal))
    return distance


def examine(request, plane):
    values = pattern_map(plane, request["cell"], row_step=request["step"])
    return {"cell": int(values.argmax()), "wide": values.shape[1]}


if __name__ == "__main__":
    serve(luma, examine)
