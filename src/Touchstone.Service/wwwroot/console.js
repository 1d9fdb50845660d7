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
      // An open dialog has keys of its own.
      if (document.querySelector('[role=dialog]')) return;
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
};
