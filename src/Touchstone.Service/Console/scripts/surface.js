// A surface that shows evidence as it is stored: nothing turns, sharpens or smooths it, and from 200 % on a pixel is a square.
import OpenSeadragon from 'openseadragon';

export const SQUARE_FROM = 2;
export const BLINK_MS = 700;

export function makeSurface(element) {
  const viewer = OpenSeadragon({
    element, drawer: 'canvas', showNavigationControl: false, animationTime: 0.25, springStiffness: 12, maxZoomPixelRatio: 32, minZoomImageRatio: 0.5, visibilityRatio: 0.5,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true }, imageSmoothingEnabled: true, crossOriginPolicy: false, subPixelRoundingForTransparency: 1, background: 'transparent',
  });
  // The page's own keys decide; the library's letters would turn and mirror the evidence.
  viewer.innerTracker.keyHandler = null;
  viewer.innerTracker.keyDownHandler = null;
  viewer.canvas.setAttribute('aria-label', element.dataset.label);
  viewer.canvas.setAttribute('role', 'img');
  return viewer;
}

// Two surfaces move as one while the condition holds.
export function tie(one, other, holds) {
  let busy = false;
  const lead = (from, to) => from.addHandler('animation', () => {
    if (busy || !holds()) return;
    busy = true;
    to.viewport.fitBounds(from.viewport.getBounds(true), true);
    busy = false;
  });
  lead(one, other);
  lead(other, one);
}
