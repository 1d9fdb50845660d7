// The evidence in the middle of a case: deep zoom, the overlay of a finding, and comparison with other layers.
import OpenSeadragon from 'openseadragon';
import { makeSurface, tie, SQUARE_FROM, BLINK_MS } from './surface.js';

export { startPair } from './pair.js';

const STEP = 0.25;

class Stage {
  constructor(root, page) {
    this.root = root;
    this.page = page;
    this.main = this.makeViewer(root.querySelector('.stage-main'));
    this.side = null;
    this.overlay = root.querySelector('.stage-overlay');
    this.swipe = root.querySelector('.stage-swipe');
    this.swipe.addEventListener('input', () => this.clip());
    this.state = { layer: null, compare: 'off', overlay: true, opacity: 35 };
    this.evidence = null;
    this.blinking = 0;
    this.ruler = null;
    this.readPointer();
  }

  makeViewer(element) {
    const viewer = makeSurface(element);
    viewer.addHandler('update-viewport', () => this.follow(viewer));
    viewer.addHandler('resize', () => this.follow(viewer));
    return viewer;
  }

  // What is shown: { evidence, tiles: null | { width, height, edge, levels }, width, height, layer: null | { url, width, height, squares, placed }, compare, overlay, opacity }
  async show(state) {
    const was = this.state;
    this.state = state;
    this.root.dataset.compare = state.compare;
    if (this.evidence !== state.evidence) {
      this.evidence = state.evidence;
      this.picture = null;
      await this.open(this.main, state.evidence, 0, 1, state.tiles);
    }
    if (was.layer?.url !== state.layer?.url || was.compare !== state.compare) await this.arrange(state);
    this.overlay.querySelector('.placed').style.visibility = state.overlay && !this.alone() ? 'visible' : 'hidden';
    this.overlay.querySelector('.drawn').style.visibility = this.alone() ? 'hidden' : 'visible';
    this.root.classList.toggle('picking', state.picking);
    this.overlay.style.setProperty('--cover', state.opacity / 100);
    this.follow(this.main);
  }

  // A layer that is no picture of the evidence's plane (a histogram, a spectrum) stands alone.
  alone() { return this.state.layer !== null && !this.state.layer.placed && this.state.compare !== 'side'; }

  open(viewer, url, index, width = 1, tiles = null) {
    return new Promise((done) => viewer.addTiledImage({
      tileSource: tiles ? pyramid(url, tiles) : { type: 'image', url, buildPyramid: false, crossOriginPolicy: false }, index, width, replace: viewer.world.getItemCount() > index,
      success: (e) => done(e.item), error: (e) => { this.page.invokeMethodAsync('Failed', String(e.message)); done(null); },
    }));
  }

  async arrange({ layer, compare }) {
    clearInterval(this.blinking);
    this.blinking = 0;
    const besides = compare === 'side' && layer;
    if (this.main.world.getItemCount() > 1) this.main.world.removeItem(this.main.world.getItemAt(1));
    if (this.side && !besides) { this.side.destroy(); this.side = null; }
    const evidence = this.main.world.getItemAt(0);
    if (!evidence) return;
    evidence.setOpacity(1);
    this.top = null;
    if (layer && besides) {
      this.side ??= this.makeViewer(this.root.querySelector('.stage-side'));
      await this.open(this.side, layer.url, 0, layer.placed ? layer.extent / this.state.width : 1);
      this.together();
    } else if (layer) {
      this.top = await this.open(this.main, layer.url, 1, layer.placed ? layer.extent / this.state.width : 1);
      if (!layer.placed || compare === 'off') evidence.setOpacity(0);
      if (layer.placed && compare === 'blink') {
        this.blinking = setInterval(() => this.top?.setOpacity(this.top.getOpacity() > 0 ? 0 : 1), BLINK_MS);
      }
    }
    this.clip();
    // The middle of the page has another shape now.
    requestAnimationFrame(() => { this.main.viewport?.resize(); this.main.forceRedraw(); });
  }

  clip() {
    const { compare, layer } = this.state;
    if (!this.top) return;
    const share = compare === 'swipe' && layer.placed ? Number(this.swipe.value) / 100 : 0;
    const size = this.top.getContentSize();
    this.top.setClip(share > 0 ? new OpenSeadragon.Rect(size.x * share, 0, size.x * (1 - share), size.y) : null);
    this.follow(this.main);
  }

  // Both pictures move as one.
  together() {
    if (this.paired === this.side) return;
    const side = this.paired = this.side;
    tie(this.main, side, () => this.side === side && this.state.layer?.placed);
    side.viewport.fitBounds(this.main.viewport.getBounds(true), true);
  }

  follow(viewer) {
    const item = viewer.world.getItemAt(0);
    if (!item || !viewer.viewport) return;
    // Screen pixels for one pixel of the evidence.
    const scale = viewer.viewport.getZoom(true) * viewer.container.clientWidth / this.state.width;
    const squares = scale >= SQUARE_FROM || (viewer === this.side || this.top ? this.state.layer?.squares === true : false);
    if (viewer.squares !== squares) { viewer.squares = squares; viewer.drawer.setImageSmoothingEnabled(!squares); }
    if (viewer !== this.main) return;
    const corner = viewer.viewport.pixelFromPoint(new OpenSeadragon.Point(0, 0), true);
    for (const layer of this.overlay.querySelectorAll('.placed, .drawn')) layer.setAttribute('transform', `translate(${corner.x} ${corner.y}) scale(${scale})`);
    this.overlay.style.setProperty('--scale', scale);
    this.place();
    this.root.querySelector('.stage-zoom').textContent = `${scale >= 0.995 ? Math.round(scale * 100) : (scale * 100).toPrecision(2)} %`;
    if (this.state.compare === 'swipe' && this.top) {
      const at = corner.x + Number(this.swipe.value) / 100 * this.state.width * scale;
      this.root.style.setProperty('--swipe', `${at}px`);
    }
  }

  // Fit, or one screen pixel for one pixel of the evidence.
  zoom() {
    const viewport = this.main.viewport;
    const fits = Math.abs(viewport.getZoom() - viewport.getHomeZoom()) < 1e-6;
    if (fits) viewport.zoomTo(this.state.width / this.main.container.clientWidth);
    else viewport.goHome();
    viewport.applyConstraints();
  }

  enlarge(factor) { this.main.viewport.zoomBy(factor); this.main.viewport.applyConstraints(); }

  move(x, y) {
    const bounds = this.main.viewport.getBounds();
    this.main.viewport.panBy(new OpenSeadragon.Point(x * STEP * bounds.width, y * STEP * bounds.height));
    this.main.viewport.applyConstraints();
  }

  // Brings a marked place into the middle; places are in pixels of the evidence.
  look(x, y, width, height) {
    const w = this.state.width;
    const room = Math.max(width, height);
    this.main.viewport.fitBoundsWithConstraints(new OpenSeadragon.Rect((x - room) / w, (y - room) / w, (width + 2 * room) / w, (height + 2 * room) / w));
  }

  // --- What is below the pointer, and the ruler.
  at(event) {
    const box = this.main.container.getBoundingClientRect();
    const point = this.main.viewport.pointFromPixel(new OpenSeadragon.Point(event.clientX - box.left, event.clientY - box.top), true);
    return { x: point.x * this.state.width, y: point.y * this.state.width };
  }

  readPointer() {
    const said = this.root.querySelector('.stage-pixel');
    const one = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    this.main.container.addEventListener('pointermove', async (event) => {
      const { x, y } = this.at(event);
      if (this.ruler?.from && !this.ruler.to) { this.ruler.end = { x, y }; this.place(); }
      if (x < 0 || y < 0 || x >= this.state.width || y >= this.state.height) { said.textContent = ''; return; }
      const where = `x ${Math.floor(x)}  y ${Math.floor(y)}`;
      if (!this.state.exact) { said.textContent = where; return; }
      const { picture, left, top } = await this.decoded(x, y);
      one.drawImage(picture, Math.floor(x) - left, Math.floor(y) - top, 1, 1, 0, 0, 1, 1);
      const [r, g, b] = one.getImageData(0, 0, 1, 1).data;
      said.textContent = `${where}  R ${r} G ${g} B ${b}`;
    });
    this.main.container.addEventListener('pointerleave', () => { said.textContent = ''; });
    this.main.addHandler('canvas-click', (e) => {
      if (!e.quick || !this.ruler && !this.state.picking) return;
      const point = this.main.viewport.pointFromPixel(e.position, true);
      const place = { x: point.x * this.state.width, y: point.y * this.state.width };
      if (!this.ruler) { this.page.invokeMethodAsync('Picked', place.x, place.y); return; }
      if (!this.ruler.from || this.ruler.to) this.ruler = { from: place };
      else this.ruler.to = this.ruler.end = place;
      this.place();
    });
  }

  // The stored picture, or the tile of it that holds this place; the last one is kept.
  decoded(x, y) {
    const edge = this.state.tiles?.edge;
    const [column, row] = edge ? [Math.floor(x / edge), Math.floor(y / edge)] : [0, 0];
    const url = edge ? `${this.evidence}/0/${column}/${row}` : this.evidence;
    if (this.picture?.url !== url) {
      const image = new Image();
      image.src = url;
      this.picture = { url, made: image.decode().then(() => ({ picture: image, left: column * (edge ?? 0), top: row * (edge ?? 0) })) };
    }
    return this.picture.made;
  }

  measure() {
    this.ruler = this.ruler ? null : {};
    this.root.classList.toggle('measuring', this.ruler !== null);
    this.place();
    return this.ruler !== null;
  }

  place() {
    const line = this.root.querySelector('.stage-ruler');
    const said = this.root.querySelector('.stage-length');
    const { from, end } = this.ruler ?? {};
    line.style.display = from && end ? '' : 'none';
    said.textContent = this.ruler && !from ? 'Click two points' : '';
    if (!from || !end) return;
    const on = (p) => this.main.viewport.pixelFromPoint(new OpenSeadragon.Point(p.x / this.state.width, p.y / this.state.width), true);
    const [a, b] = [on(from), on(end)];
    for (const [name, value] of [['x1', a.x], ['y1', a.y], ['x2', b.x], ['y2', b.y]]) for (const one of line.children) one.setAttribute(name, value);
    const [dx, dy] = [end.x - from.x, end.y - from.y];
    said.textContent = `${Math.hypot(dx, dy).toFixed(1)} px (${Math.abs(dx).toFixed(1)} × ${Math.abs(dy).toFixed(1)})`;
  }

  end() {
    clearInterval(this.blinking);
    this.side?.destroy();
    this.main.destroy();
  }
}

// The library counts sizes from the smallest on.
function pyramid(url, { width, height, edge, levels }) {
  return new OpenSeadragon.TileSource({
    width, height, tileSize: edge, tileOverlap: 0, minLevel: 0, maxLevel: levels - 1,
    getTileUrl: (level, column, row) => `${url}/${levels - 1 - level}/${column}/${row}`,
  });
}

export function start(root, page) { return new Stage(root, page); }
