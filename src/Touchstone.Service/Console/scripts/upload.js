// Sends files in parts that can be taken up again (tus 1.0), one after another; the page hears of every step.
import { Upload } from 'tus-js-client';

const endpoint = '/api/v1/uploads';
const retryDelays = [500, 1000, 2000, 4000, 8000, 16000, 30000];

// By what a file is known again after the browser was closed, without its name in the browser's memory.
const fingerprint = async (file) => {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode([file.name, file.type, file.size, file.lastModified].join('\n'))) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return `upload-${hash.toString(16)}`;
};

// All parts are there on the other side when this ends; its value is their address.
const sendParts = (file, told) => new Promise((resolve, reject) => {
  const upload = new Upload(file, {
    endpoint, retryDelays, fingerprint, chunkSize: 8 << 20, removeFingerprintOnSuccess: true,
    onProgress: (sent) => told(sent),
    onSuccess: () => resolve(upload.url),
    onError: reject,
  });
  upload.findPreviousUploads().then((earlier) => {
    if (earlier.length > 0) upload.resumeFromPreviousUpload(earlier[0]);
    upload.start();
  });
});

const takeIn = async (address, file, rights) => {
  const headers = { 'X-File-Name': encodeURIComponent(file.name), ...rights };
  for (;;) {
    const answer = await fetch(`${address}/specimen`, { method: 'POST', headers }).catch(() => null);
    // The line is away or the queue is full: nothing is lost, the bytes wait on the other side, and asking again changes nothing.
    if (answer !== null && answer.status !== 429) return answer;
    await new Promise((r) => setTimeout(r, 1000 * (Number(answer?.headers.get('Retry-After')) || 3)));
  }
};

const rightsOf = (form) => {
  const headers = {};
  for (const field of form.querySelectorAll('[data-right]')) if (field.value) headers[field.dataset.right] = encodeURIComponent(field.value);
  return headers;
};

// The line to the page may be away for a moment, and the file goes on all the same: only its end has to be heard.
const send = async (file, rights, page, gone) => {
  const key = `${Date.now()}-${Math.random()}`;
  const tell = (...what) => page.invokeMethodAsync(...what).then(() => true, () => false);
  const end = async (status, answer) => {
    while (!gone.aborted && !await tell('Ended', key, file.name, file.size, status, answer)) await new Promise((r) => setTimeout(r, 1000));
  };
  await tell('Sent', key, file.name, file.size, 0);
  let told = 0;
  try {
    const address = await sendParts(file, (sent) => {
      const now = performance.now();
      if (now - told < 200 && sent < file.size) return;
      told = now;
      tell('Sent', key, file.name, file.size, sent);
    });
    const answer = await takeIn(address, file, rights);
    await end(answer.status, await answer.text());
  } catch (error) {
    // tus knows the answer that made it give up, if there was one.
    await end(error.originalResponse?.getStatus() ?? 0, error.originalResponse?.getBody() ?? '');
  }
};

/** Files dropped on the target, chosen in it or pasted anywhere on the page are sent with the rights that the form says at that moment. */
export const watch = (target, form, page) => {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  let last = Promise.resolve();
  const take = (files) => {
    const rights = rightsOf(form);
    for (const file of files) last = last.then(() => send(file, rights, page, stop.signal));
  };
  target.addEventListener('dragover', (e) => { e.preventDefault(); target.classList.add('over'); }, options);
  target.addEventListener('dragleave', () => target.classList.remove('over'), options);
  target.addEventListener('drop', (e) => { e.preventDefault(); target.classList.remove('over'); take([...e.dataTransfer.files]); }, options);
  target.querySelector('input[type=file]').addEventListener('change', (e) => { take([...e.target.files]); e.target.value = ''; }, options);
  document.addEventListener('paste', (e) => { if (e.clipboardData.files.length > 0) { e.preventDefault(); take([...e.clipboardData.files]); } }, options);
  target.dataset.listens = '';
  return { stop: () => stop.abort() };
};
