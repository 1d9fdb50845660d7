// The few things a page needs the browser itself for.

// The theme is told to the root element before anything is drawn: as last chosen here, else as the system has it.
(() => {
  const kept = localStorage.getItem('dark');
  document.documentElement.classList.toggle('dark', kept === null ? matchMedia('(prefers-color-scheme: dark)').matches : kept === '1');
  document.addEventListener('click', (event) => {
    if (!event.target.closest?.('[data-switch-theme]')) return;
    localStorage.setItem('dark', document.documentElement.classList.toggle('dark') ? '1' : '0');
  });
})();

window.touchstone = {
  // Keys that work wherever no text is typed; the page is told which was pressed.
  keys: (page, known) => {
    const hear = (event) => {
      const target = event.target;
      if (event.ctrlKey || event.altKey || event.metaKey || !known.includes(event.key)) return;
      const typing = target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
        || (target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button', 'submit'].includes(target.type));
      if (typing && event.key !== 'Escape') return;
      // Enter on a link or a button is theirs.
      if (event.key === 'Enter' && target.closest('a, button, summary, input')) return;
      if (event.key !== 'Escape') event.preventDefault();
      page.invokeMethodAsync('Pressed', event.key);
    };
    document.addEventListener('keydown', hear);
    // Says that keys are heard from now on, to whoever drives the page.
    document.documentElement.dataset.keys = 'live';
    return {
      stop: () => {
        document.removeEventListener('keydown', hear);
        delete document.documentElement.dataset.keys;
      },
    };
  },

  focus: (selector) => {
    const element = document.querySelector(selector);
    element?.focus();
    element?.scrollIntoView({ block: 'nearest' });
  },

  show: (id) => document.getElementById(id)?.scrollIntoView({ block: 'nearest' }),

  // One after another: a browser asks once whether a page may save several files.
  download: async (addresses) => {
    for (const address of addresses) {
      const link = document.createElement('a');
      link.href = address;
      link.download = '';
      link.click();
      await new Promise((done) => setTimeout(done, 400));
    }
  },

  copy: async (text) => {
    try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
  },

  // Sends files one after another; the page hears of every step.
  watchDrops: (target, page) => {
    const send = async (files) => {
      for (const file of files) {
        const key = crypto.randomUUID();
        await page.invokeMethodAsync('Began', key, file.name, file.size);
        await new Promise((done) => {
          const request = new XMLHttpRequest();
          request.open('POST', '/api/v1/specimens');
          request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
          request.setRequestHeader('X-Rights-Basis', document.querySelector('[data-basis]').value);
          request.setRequestHeader('X-Rights-Source', encodeURIComponent(document.querySelector('[data-source]').value));
          request.setRequestHeader('Content-Type', 'application/octet-stream');
          let told = 0;
          request.upload.onprogress = (e) => {
            const now = performance.now();
            if (now - told < 200) return;
            told = now;
            page.invokeMethodAsync('Sent', key, e.loaded);
          };
          request.onloadend = async () => {
            let answer = {};
            try { answer = JSON.parse(request.responseText); } catch { /* no answer, or none of ours */ }
            await page.invokeMethodAsync('Ended', key, request.status, JSON.stringify(answer));
            done();
          };
          request.send(file);
        });
      }
    };
    target.addEventListener('dragover', (e) => { e.preventDefault(); target.classList.add('over'); });
    target.addEventListener('dragleave', () => target.classList.remove('over'));
    target.addEventListener('drop', (e) => { e.preventDefault(); target.classList.remove('over'); send([...e.dataTransfer.files]); });
    target.querySelector('input[type=file]').addEventListener('change', (e) => { send([...e.target.files]); e.target.value = ''; });
    document.addEventListener('paste', (e) => { if (target.isConnected && e.clipboardData.files.length > 0) send([...e.clipboardData.files]); });
  },
};
