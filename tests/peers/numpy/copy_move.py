#!/usr/bin/python3
"""Copy-move by SIFT keypoints with OpenCV, as a peer of the detector CopyMove.

I. Amerini and others, "A SIFT-based forensic method for copy-move attack detection and transformation recovery", IEEE TIFS 6(3), 2011: each keypoint against
all others, generalised nearest-neighbour ratio 0.5, an affine map by RANSAC, at least 12 keypoints that follow it.
Written from the paper; Debian 12: python3-opencv 4.6, python3-numpy 1.24. Answers with the number of keypoints and the map's shift at the copy's middle.
"""
import cv2
import numpy as np

from peer import luma, serve


def examine(request, plane):
    grey = np.clip(np.round(plane), 0, 255).astype(np.uint8)
    points, features = cv2.SIFT_create().detectAndCompute(grey, None)
    if len(points) < 3:
        return {"pairs": 0}
    place = np.array([p.pt for p in points])
    pairs = []
    for row, found in enumerate(cv2.BFMatcher().knnMatch(features, features, k=8)):
        # The first is the keypoint itself.
        found = [m for m in found if m.trainIdx != row]
        for this, after in zip(found, found[1:]):
            if this.distance >= 0.5 * after.distance:
                break
            if np.hypot(*(place[row] - place[this.trainIdx])) > 16 and row < this.trainIdx:
                pairs.append((row, this.trainIdx))
    if len(pairs) < 4:
        return {"pairs": len(pairs)}
    source, target = place[[a for a, _ in pairs]], place[[b for _, b in pairs]]
    # A pair may have been found from either end.
    turned = source[:, 0] > target[:, 0]
    source[turned], target[turned] = target[turned], source[turned]
    cv2.setRNGSeed(1)
    matrix, follow = cv2.estimateAffine2D(source, target, ransacReprojThreshold=3)
    if matrix is None or follow.sum() < 12:
        return {"pairs": len(pairs)}
    kept = follow.ravel() == 1
    return {"pairs": int(kept.sum()), "shift": (np.median(target[kept] - source[kept], 0)).tolist()}


serve(luma, examine)
