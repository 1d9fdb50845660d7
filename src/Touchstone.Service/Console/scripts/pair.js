// Two pictures of evidence: beside each other, in turn, or as their difference. They move as one.
import OpenSeadragon from 'openseadragon';
import { makeSurface, tie, SQUARE_FROM, BLINK_MS } from './surface.js';

class Pair {
  constructor(root) {
    this.root = root;
    this.state = {};
    this.blinking = 0;
    this.shown = Promise.resolve();
    [this.a, this.b] = ['a', 'b'].map((side) => this.makeSide(root.querySelector(`.pair-${side}`)));
    tie(this.a.viewer, this.b.viewer, () => this.state.mode === 'side');
  }

  makeSide(place) {
    const side = { place, viewer: makeSurface(place.querySelector('.pair-view')), overlay: place.querySelector('.stage-overlay'), width: 1, url: null };
    for (const event of ['update-viewport', 'resize']) side.viewer.addHandler(event, () => this.follow(side));
    return side;
  }

  // What is shown: { a, b: addresses; widthA, widthB: pixels; mode: side, blink, difference; overlay; gain }
  // One after another: what comes while a picture is on its way would find half of it.
  show(state) {
    this.shown = this.shown.catch(() => {}).then(() => this.apply(state));
    return this.shown;
  }

  async apply(state) {
    const was = this.state;
    this.state = state;
    const { viewport } = this.a.viewer;
    const fits = !viewport || Math.abs(viewport.getZoom() - viewport.getHomeZoom()) < 1e-6;
    [this.a.width, this.b.width] = [state.widthA, state.widthB];
    this.root.dataset.mode = state.mode;
    await Promise.all([this.open(this.a, state.a), this.open(this.b, state.b)]);
    if (was.mode !== state.mode || was.b !== state.b || was.a !== state.a) await this.arrange(state, fits);
    this.a.viewer.canvas.style.filter = state.mode === 'difference' ? `brightness(${state.gain})` : '';
    this.letter('A');
    for (const side of [this.a, this.b]) { side.overlay.style.visibility = state.overlay ? 'visible' : 'hidden'; this.follow(side); }
  }

  async open(side, url) {
    if (side.url === url) return;
    side.url = url;
    await this.add(side.viewer, url, { index: 0, replace: side.viewer.world.getItemCount() > 0 });
  }

  add(viewer, url, options) {
    return new Promise((done) => viewer.addTiledImage({ tileSource: { type: 'image', url, buildPyramid: false, crossOriginPolicy: false }, width: 1, ...options, success: (e) => done(e.item), error: () => done(null) }));
  }

  // In turn and as a difference, B lies over A in one place.
  async arrange({ mode, b }, fits) {
    clearInterval(this.blinking);
    const { world } = this.a.viewer;
    while (world.getItemCount() > 1) world.removeItem(world.getItemAt(1));
    if (mode !== 'side') {
      const top = await this.add(this.a.viewer, b, { index: 1, compositeOperation: mode === 'difference' ? 'difference' : undefined });
      if (mode === 'blink' && top) {
        let shown = true;
        this.letter('B');
        this.blinking = setInterval(() => { shown = !shown; top.setOpacity(shown ? 1 : 0); this.letter(shown ? 'B' : 'A'); }, BLINK_MS);
      }
    }
    // The places have other shapes now.
    requestAnimationFrame(() => {
      for (const { viewer } of [this.a, this.b]) { viewer.viewport?.resize(); viewer.forceRedraw(); }
      // What was shown whole is shown whole again; a detail stays where it is.
      if (fits) this.a.viewer.viewport?.goHome(true);
      this.b.viewer.viewport?.fitBounds(this.a.viewer.viewport.getBounds(true), true);
    });
  }

  letter(shown) { this.a.place.querySelector('.pair-letter').textContent = this.state.mode === 'difference' ? 'A − B' : this.state.mode === 'blink' ? shown : 'A'; }

  follow(side) {
    const { viewer } = side;
    if (!viewer.world.getItemAt(0) || !viewer.viewport) return;
    // Screen pixels for one pixel of the evidence.
    const scale = viewer.viewport.getZoom(true) * viewer.container.clientWidth / side.width;
    const squares = scale >= SQUARE_FROM;
    if (side.squares !== squares) { side.squares = squares; viewer.drawer.setImageSmoothingEnabled(!squares); }
    const corner = viewer.viewport.pixelFromPoint(new OpenSeadragon.Point(0, 0), true);
    side.overlay.querySelector('.placed')?.setAttribute('transform', `translate(${corner.x} ${corner.y}) scale(${scale})`);
    side.overlay.style.setProperty('--scale', scale);
    side.place.querySelector('.pair-zoom').textContent = `${scale >= 0.995 ? Math.round(scale * 100) : (scale * 100).toPrecision(2)} %`;
  }

  zoom() {
    const { viewport, container } = this.a.viewer;
    if (Math.abs(viewport.getZoom() - viewport.getHomeZoom()) < 1e-6) viewport.zoomTo(this.a.width / container.clientWidth);
    else viewport.goHome();
    viewport.applyConstraints();
  }

  enlarge(factor) { this.a.viewer.viewport.zoomBy(factor); this.a.viewer.viewport.applyConstraints(); }

  end() {
    clearInterval(this.blinking);
    this.a.viewer.destroy();
    this.b.viewer.destroy();
  }
}

export function startPair(root) { return new Pair(root); }
