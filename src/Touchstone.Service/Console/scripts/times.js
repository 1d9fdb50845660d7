// One axis of time below what is played: the current time runs along it, and a click into it, or on a mark, goes there.

// offset: time of the evidence at which the medium begins.
export function follow(root, media, offset = 0) {
  const stop = new AbortController();
  const place = (seconds = media.currentTime + offset) => {
    const head = root.querySelector('.playhead');
    const tracks = root.querySelector('.tracks');
    if (!head || !tracks) return;
    const { from, to, duration } = axis(tracks);
    head.style.left = `${100 * (from + (to - from) * Math.min(1, Math.max(0, seconds / duration)))}%`;
    head.hidden = false;
  };
  const seek = (seconds) => { media.currentTime = Math.max(0, seconds - offset); };
  root.addEventListener('click', (event) => {
    const mark = event.target.closest?.('[data-at]');
    if (mark) { seek(Number(mark.dataset.at)); return; }
    const tracks = event.target.closest?.('.tracks');
    if (!tracks) return;
    const { from, to, duration } = axis(tracks);
    const box = tracks.getBoundingClientRect();
    const share = ((event.clientX - box.left) / box.width - from) / (to - from);
    if (share >= 0 && share <= 1) seek(share * duration);
  }, { signal: stop.signal });
  for (const told of ['timeupdate', 'seeking', 'loadedmetadata']) media.addEventListener(told, () => place(), { signal: stop.signal });
  place();
  return {
    place,
    // The next mark after now, or the last one well before it.
    mark: (by) => {
      const now = media.currentTime + offset;
      const all = [...new Set([...root.querySelectorAll('.marks [data-at]')].map((b) => Number(b.dataset.at)))].sort((a, b) => a - b);
      const next = by > 0 ? all.find((at) => at > now + 0.05) : all.findLast((at) => at < now - 0.25);
      if (next !== undefined) seek(next);
    },
    end: () => stop.abort(),
  };
}

function axis(tracks) {
  return { from: Number(tracks.dataset.from), to: Number(tracks.dataset.to), duration: Number(tracks.dataset.duration) };
}
