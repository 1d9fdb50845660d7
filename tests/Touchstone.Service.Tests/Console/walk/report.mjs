// An examiner's way: opinion, new version, signature by password and by passkey, access; with a passkey of a virtual device.
import { Walk } from './steps.mjs';

// Passkeys belong to a name, never to a number: the same service by its name.
const [address, email, password] = process.argv.slice(2);
const named = address.replace('127.0.0.1', 'localhost');
const walk = await Walk.begin(named);
const { page } = walk;
const panel = (name) => page.evaluate((n) => [...document.querySelectorAll('#panel button')].find((b) => b.textContent.includes(n))?.click(), name);
const json = (path) => page.evaluate(async (p) => (await fetch(p)).json(), path);
let id;

await walk.signIn(email, password);
await walk.step('a passkey on this device', async () => {
  const device = await page.createCDPSession();
  await device.send('WebAuthn.enable');
  await device.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  await walk.go('account/self');
  await Promise.all([page.waitForNavigation(), page.click('[data-make-passkey]')]);
});
await walk.step('write an opinion', async () => {
  id = (await json('/api/v1/cases?text=an%20examiner.bmp')).items[0].id;
  await walk.go(`cases/${id}?panel=report`);
  await page.waitForSelector('html[data-keys=live]', { timeout: 60000 });
  await panel('Write an opinion');
  await page.waitForSelector('#opinion');
  await page.type('#asked', 'Was a part copied?');
  await page.type('#opinion', 'I found <i>two</i> parts alike: j and k are text here.');
  await page.type('#limits', 'The camera was not at hand.');
  await page.click('#panel form:has(#opinion) button[type=submit]');
  await walk.says('#panel .opinion', 'I found <i>two</i> parts alike');
});
await walk.step('a wrong password signs nothing', async () => {
  await page.type('#confirm', 'not my pass phrase');
  await page.click('#panel form:has(#confirm) button[type=submit]');
  await walk.says('#panel [role=status]', 'Nothing was signed');
  // The browser tells of the refusal as well.
  walk.wrong.splice(0);
});
await walk.step('sign by passkey', async () => {
  await panel('Sign with a passkey');
  await page.waitForSelector('#panel .journal li', { timeout: 90000 });
  const [report] = await json(`/api/v1/cases/${id}/reports`);
  if (!report.signature.statement.includes('confirmed passkey')) throw new Error(report.signature.statement);
});
await walk.step('a new version stands above the old one', async () => {
  await panel('Write a new version');
  await page.waitForSelector('#opinion');
  await page.type('#opinion', ' More cannot be said.');
  await page.click('#panel form:has(#opinion) button[type=submit]');
  await walk.says('#panel .opinion', 'More cannot be said.');
  await walk.says('#panel details summary', '1 older version');
  await walk.serious();
});
await walk.step('restrict the case', async () => {
  await walk.go(`cases/${id}?panel=access`);
  await page.waitForSelector('html[data-keys=live]', { timeout: 60000 });
  await page.click('#panel input[type=checkbox]');
  await page.waitForSelector('#panel fieldset');
  await walk.serious();
  await page.click('#panel button[type=submit]');
  await walk.says('#panel', 'For everybody else there is no such case');
});
await walk.end();
