// A video, encoded anew for viewing, above the marks of its findings. The keys act here and not on the server: a frame is a fortieth of a second.
import { follow } from './times.js';

const SPEEDS = [0.1, 0.25, 0.5, 1, 1.5, 2];
const TOLD_AFTER_MS = 400;

class Film {
  constructor(root, page, { offset, rate, at }) {
    Object.assign(this, { root, page, offset, rate });
    this.video = root.querySelector('video');
    this.said = root.querySelector('.film-time');
    this.slider = root.querySelector('.film-at');
    this.stop = new AbortController();
    this.times = follow(root, this.video, offset);
    this.frame = 0;
    this.hear();
    this.watch();
    if (at !== null) this.video.addEventListener('loadedmetadata', () => { this.video.currentTime = Math.max(0, at - offset); }, { once: true });
    if (at !== null && this.video.readyState > 0) this.video.currentTime = Math.max(0, at - offset);
  }

  hear() {
    const { signal } = this.stop;
    this.slider.addEventListener('input', () => { this.video.currentTime = Number(this.slider.value); }, { signal });
    for (const told of ['loadedmetadata', 'durationchange', 'timeupdate', 'seeked', 'ratechange', 'play', 'pause']) this.video.addEventListener(told, () => this.tell(), { signal });
    for (const told of ['seeked', 'pause']) this.video.addEventListener(told, () => this.settle(), { signal });
    this.video.addEventListener('error', () => this.page.invokeMethodAsync('Unplayable'), { signal });
    this.root.addEventListener('click', (event) => this.press(event.target.closest?.('[data-does]')?.dataset.does), { signal });
    this.root.querySelector('.film-speed').addEventListener('change', (event) => { this.video.playbackRate = Number(event.target.value); }, { signal });
    document.addEventListener('keydown', (event) => this.key(event), { signal });
    this.tell();
  }

  key(event) {
    const { target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || target.isContentEditable || target.closest('textarea, select, input:not([type=checkbox])') || document.querySelector('[role=dialog]')) return;
    // Space on a button is the button's.
    if (event.key === ' ' && target.closest('button, a, summary, input')) return;
    const does = { ' ': 'play', ',': 'back', '.': 'on', '<': 'slower', '>': 'faster', x: 'next', X: 'previous' }[event.key];
    if (!does) return;
    event.preventDefault();
    this.press(does);
  }

  press(does) {
    switch (does) {
      case 'play': if (this.video.paused) this.video.play().catch(() => {}); else this.video.pause(); break;
      case 'back': this.step(-1); break;
      case 'on': this.step(1); break;
      case 'slower': this.speed(-1); break;
      case 'faster': this.speed(1); break;
      case 'next': this.times.mark(1); break;
      case 'previous': this.times.mark(-1); break;
      case 'large': this.root.querySelector('.film-picture').requestFullscreen?.(); break;
    }
  }

  // To the middle of the frame beside the one that is shown, so that rounding leads to no other.
  step(by) {
    this.video.pause();
    const length = this.video.duration || Infinity;
    this.video.currentTime = Math.min(length, Math.max(0, this.frame + (by > 0 ? 1.5 : -0.5) / this.rate));
  }

  speed(by) {
    const at = SPEEDS.indexOf(this.video.playbackRate);
    this.video.playbackRate = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, (at < 0 ? SPEEDS.indexOf(1) : at) + by))];
  }

  // The time of the frame that is on the screen, which is rarely the time that was asked for.
  watch() {
    const next = (_, { mediaTime }) => {
      this.frame = mediaTime;
      this.tell();
      this.watching = this.video.requestVideoFrameCallback(next);
    };
    if (this.video.requestVideoFrameCallback) this.watching = this.video.requestVideoFrameCallback(next);
    else this.video.addEventListener('timeupdate', () => { this.frame = this.video.currentTime; }, { signal: this.stop.signal });
  }

  tell() {
    const { duration, paused, playbackRate } = this.video;
    const shown = clock(this.frame + this.offset);
    this.said.textContent = `${shown}${Number.isFinite(duration) ? ` of ${clock(duration + this.offset)}` : ''}`;
    this.slider.max = Number.isFinite(duration) ? duration : 0;
    this.slider.value = this.video.currentTime;
    this.slider.setAttribute('aria-valuetext', shown);
    const play = this.root.querySelector('[data-does=play]');
    play.textContent = paused ? 'Play' : 'Pause';
    this.root.querySelector('.film-speed').value = String(playbackRate);
    this.times.place(this.frame + this.offset);
  }

  // The page's address holds the moment that is looked at, once it is looked at for a while.
  settle() {
    clearTimeout(this.telling);
    if (this.video.paused) this.telling = setTimeout(() => this.page.invokeMethodAsync('Settled', this.frame + this.offset), TOLD_AFTER_MS);
  }

  end() {
    clearTimeout(this.telling);
    if (this.watching) this.video.cancelVideoFrameCallback(this.watching);
    this.stop.abort();
    this.times.end();
    this.video.pause();
    this.video.removeAttribute('src');
    this.video.load();
  }
}

function clock(seconds) {
  const whole = Math.round(seconds * 1000);
  const [h, m, s] = [Math.floor(whole / 3600000), Math.floor(whole / 60000) % 60, (whole % 60000) / 1000];
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s.toFixed(3).padStart(6, '0')}` : `${m}:${s.toFixed(3).padStart(6, '0')}`;
}

export function startFilm(root, page, film) { return new Film(root, page, film); }
