// Signing a report: the password or the passkey goes to the interface itself, as from any program. Answers null, or what went wrong.
const post = async (path, body) => {
  const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await answer.text();
  const parsed = text ? JSON.parse(text) : undefined;
  if (!answer.ok) throw new Error(parsed?.detail ?? `The service answered ${answer.status}.`);
  return parsed;
};
const tried = async (work) => {
  try {
    await work();
    return null;
  } catch (e) {
    return e.name === 'NotAllowedError' ? 'Nothing was signed: the device was not asked to go on.' : e.message;
  }
};
export const byPassword = (id, password) => tried(() => post(`/api/v1/cases/${id}/reports`, { password }));
export const byPasskey = (id) => tried(async () => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await post('/account/passkeys/ask'));
  await post(`/api/v1/cases/${id}/reports`, { passkey: (await navigator.credentials.get({ publicKey })).toJSON() });
});
