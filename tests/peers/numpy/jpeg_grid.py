#!/usr/bin/python3
"""Grid votes by DCT zeros with NumPy and SciPy, as a peer of the detector JpegGrid.

T. Nikoukhah and others, "JPEG grid detection based on the number of DCT zeros and its application to automatic and localized forgery
detection", CVPR Workshops 2019: every pixel votes for the grid of the 8x8 block over it with the most zeros; the picture's grid has the most
votes; a box of votes for another grid counts by its number of false alarms (binomial tail, 1/64 a vote, votes 8x8 times dependent).
Written from the paper; Debian 12: python3-numpy 1.24, python3-scipy 1.10. Answers with the best other grid and its log10 number of false alarms.
"""
import numpy as np
from scipy import ndimage, stats
from scipy.fft import dctn

from peer import luma, serve


def votes(plane):
    height, width = plane.shape
    most = np.full(plane.shape, -1, np.int8)
    winner = np.full(plane.shape, -1, np.int8)
    for top in range(8):
        for left in range(8):
            down, across = (height - top) // 8, (width - left) // 8
            part = plane[top:top + 8 * down, left:left + 8 * across].reshape(down, 8, across, 8)
            zeros = (np.abs(dctn(part, axes=(1, 3), norm="ortho")) < 0.5).sum(axis=(1, 3), dtype=np.int8)
            here = np.repeat(np.repeat(zeros, 8, 0), 8, 1)
            best, chosen = most[top:top + 8 * down, left:left + 8 * across], winner[top:top + 8 * down, left:left + 8 * across]
            chosen[here == best] = -1
            chosen[here > best] = 8 * top + left
            np.maximum(best, here, out=best)
    return winner


def examine(request, plane):
    winner = votes(plane)
    counts = np.bincount(winner[winner >= 0], minlength=64)
    main = int(counts.argmax())
    tests = 64 * 63 * plane.size ** 2 / 64 ** 2
    best = (0.0, -1, None)
    for grid in range(64):
        if grid == main:
            continue
        # Votes of one block are one event; closing links blocks that stand near each other.
        mine = winner == grid
        linked = ndimage.maximum_filter(mine, 12)
        labels, _ = ndimage.label(linked)
        for part, box in enumerate(ndimage.find_objects(labels), 1):
            rows, columns = box
            if rows.stop - rows.start < 48 or columns.stop - columns.start < 48:
                continue
            within = mine[box]
            nfa = np.log10(tests) + stats.binom.logsf(within.sum() // 64 - 1, within.size // 64, 1 / 64) / np.log(10)
            if nfa < best[0]:
                best = (float(nfa), grid, [columns.start, rows.start, columns.stop, rows.stop])
    return {"main": main, "grid": best[1], "log10_nfa": best[0], "box": best[2]}


serve(luma, examine)
