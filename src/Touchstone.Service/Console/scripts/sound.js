// The sound of a recording: its outline as the supervised process measured it, the marks of the findings, and playing.
import WaveSurfer from 'wavesurfer.js';
import Regions from 'wavesurfer.js/dist/plugins/regions.esm.js';
import { follow } from './times.js';

class Sound {
  constructor(root, { url, low, high, duration, marks }) {
    const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();
    this.said = root.querySelector('.sound-time');
    this.regions = Regions.create();
    // Two lines, the lowest and the highest sample of each column; the sound itself is fetched when it is played.
    this.wave = WaveSurfer.create({
      container: root.querySelector('.sound-wave'), url, peaks: [high, low], duration, height: 112, normalize: false, interact: true, dragToSeek: true,
      waveColor: colour('--soft'), progressColor: colour('--mud-palette-primary'), cursorColor: colour('--ink'), cursorWidth: 2, plugins: [this.regions],
    });
    this.wave.on('timeupdate', (at) => { this.said.textContent = `${at.toFixed(2)} s`; });
    // The lanes of the findings below follow it.
    this.times = follow(root.closest('.timed'), this.wave.getMediaElement());
    // Marks have their places once the length is known.
    this.marks = marks;
    this.wave.once('ready', () => this.show(this.marks));
  }

  show(marks) {
    this.marks = marks;
    this.regions.clearRegions();
    for (const { start, end, label } of marks) {
      const region = this.regions.addRegion({ start, end: end > start ? end : undefined, drag: false, resize: false, color: 'rgb(194 87 12 / .25)' });
      region.element?.setAttribute('title', label);
    }
  }

  play() { return this.wave.playPause(); }
  move(seconds) { this.wave.skip(seconds); }
  seek(seconds) { this.wave.setTime(seconds); }
  zoom(pixels) { this.wave.zoom(pixels); }
  end() { this.times.end(); this.wave.destroy(); }
}

export function start(root, sound) { return new Sound(root, sound); }
