"""Which degrees of freedom hold for the difference of two lights, each fitted to brightness along an outline.

Simulated objects lit alike; printed is how often the stated chance lies below 0.05, 0.01, 0.001 and 0.0001,
by the normal law, by Student's law with Welch's degrees, and by Student's law with the fewer degrees.

python3 tests/peers/geometry/lights.py      (numpy, scipy)
"""
import numpy as np
from scipy import stats

TRIES = 200_000
LEVELS = (0.05, 0.01, 1e-3, 1e-4)
chance = np.random.default_rng(1)


def fitted(samples, noise=6.0, first=0.0, last=6.2, light=0.4):
    """Angle, its variance and its degrees of freedom, by least squares of nx Lx + ny Ly + A."""
    around = np.linspace(first, last, samples)
    rows = np.c_[np.cos(around), np.sin(around), np.ones(samples)]
    inverse = np.linalg.inv(rows.T @ rows)
    brightness = 100 + 40 * np.cos(around - light) + noise * chance.standard_normal((TRIES, samples))
    found = brightness @ rows @ inverse
    left = ((brightness - found @ rows.T) ** 2).sum(1) / (samples - 3)
    strength = found[:, 0] ** 2 + found[:, 1] ** 2
    slope = np.c_[-found[:, 1] / strength, found[:, 0] / strength, np.zeros(TRIES)]
    return np.arctan2(found[:, 1], found[:, 0]), left * np.einsum("ij,jk,ik->i", slope, inverse, slope), samples - 3


for one, other in [(dict(samples=5), dict(samples=5)), (dict(samples=8), dict(samples=8)), (dict(samples=12), dict(samples=12)),
                   (dict(samples=60), dict(samples=60)), (dict(samples=5), dict(samples=60)), (dict(samples=5), dict(samples=12, noise=2.0)),
                   (dict(samples=5, noise=2.0), dict(samples=5, noise=10.0)), (dict(samples=5, first=-1.0, last=1.2), dict(samples=5, first=-1.0, last=1.2))]:
    (a, va, da), (b, vb, db) = fitted(**one), fitted(**other)
    apart = np.abs((a - b + np.pi) % (2 * np.pi) - np.pi) / np.sqrt(va + vb)
    welch = (va + vb) ** 2 / (va**2 / da + vb**2 / db)
    for name, stated in (("normal", 2 * stats.norm.sf(apart)), ("Welch", 2 * stats.t.sf(apart, welch)), ("fewer", 2 * stats.t.sf(apart, min(da, db)))):
        print(f"{one} {other} {name:7}", *(f"{(stated < level).mean():.5f}" for level in LEVELS))
