// Passkeys on the account pages, which are plain pages: making one, and signing in with one.
(() => {
  const post = async (path, body) => {
    const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await answer.text();
    const parsed = text ? JSON.parse(text) : undefined;
    if (!answer.ok) throw new Error(parsed?.detail ?? `The service answered ${answer.status}.`);
    return parsed;
  };
  const on = (selector, work) => {
    const button = document.querySelector(selector);
    if (!button) return;
    if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) { button.hidden = true; return; }
    button.addEventListener('click', async () => {
      const said = document.querySelector('[data-passkey-said]');
      try { await work(); } catch (e) { said.textContent = e.name === 'NotAllowedError' ? 'Nothing was done: the device was not asked to go on.' : e.message; }
    });
  };
  on('[data-make-passkey]', async () => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await post('/account/passkeys/new'));
    await post('/account/passkeys', (await navigator.credentials.create({ publicKey })).toJSON());
    location.reload();
  });
  on('[data-use-passkey]', async () => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await post('/account/passkeys/ask'));
    await post('/account/passkeys/use', (await navigator.credentials.get({ publicKey })).toJSON());
    location.assign('/cases');
  });
})();
