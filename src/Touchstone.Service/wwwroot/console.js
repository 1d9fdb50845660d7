// The few things a page needs the browser itself for.
window.touchstone = {
  isDark: () => {
    const kept = localStorage.getItem('dark');
    const dark = kept === null ? matchMedia('(prefers-color-scheme: dark)').matches : kept === '1';
    document.documentElement.classList.toggle('dark', dark);
    return dark;
  },
  keepDark: (dark) => {
    localStorage.setItem('dark', dark ? '1' : '0');
    document.documentElement.classList.toggle('dark', dark);
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
