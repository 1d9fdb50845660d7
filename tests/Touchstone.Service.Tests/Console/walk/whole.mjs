// From a file to its package with nothing but a keyboard: no click, no element that is told to have the focus.
import { Walk } from './steps.mjs';

const [address, email, password, specimen] = process.argv.slice(2);
const walk = await Walk.begin(address);
const { page } = walk;
const live = () => page.waitForSelector('html[data-keys=live]', { timeout: 60000 });
const query = (name, value) => walk.until((n, v) => new URL(location.href).searchParams.get(n) === v, name, value);

await walk.signIn(email, password);
await walk.step('upload', async () => {
  await walk.tabTo((e) => e?.tagName === 'A' && e.textContent === 'Upload');
  await page.keyboard.press('Enter');
  await walk.says('h1', 'Upload');
  await page.waitForSelector('input[type=file]', { timeout: 60000 });
  // The page listens to its target once its scripts are there.
  await new Promise((r) => setTimeout(r, 1500));
  await walk.tabTo((e) => e?.type === 'file');
  const [chooser] = await Promise.all([page.waitForFileChooser(), page.keyboard.press('Space')]);
  await chooser.accept([specimen]);
  await walk.until(() => [...document.querySelectorAll('main a')].some((a) => /\/cases\/[0-9a-f-]{36}$/.test(a.href)));
});
await walk.step('findings', async () => {
  await walk.tabTo((e) => /\/cases\/[0-9a-f-]{36}$/.test(e?.href ?? ''));
  await page.keyboard.press('Enter');
  await page.waitForSelector('.case-questions .finding-name', { timeout: 60000 });
  await live();
  await walk.tabTo((e) => e?.className.includes?.('finding-name') && e.getAttribute('aria-current') !== 'true');
  const chosen = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press('Enter');
  await walk.until((t) => document.querySelector('.finding-name[aria-current=true]')?.textContent === t, chosen);
});
await walk.step('compare', async () => {
  await page.keyboard.press('c');
  await query('compare', 'side');
  await page.waitForSelector('.stage[data-compare=side] .stage-side canvas', { timeout: 60000 });
  await page.keyboard.press('b');
  await query('compare', 'blink');
  await page.keyboard.press('b');
  await query('compare', null);
});
await walk.step('note', async () => {
  await page.keyboard.press('n');
  await walk.until(() => document.activeElement?.id === 'note');
  await page.keyboard.type('Seen, compared, written down.');
  await walk.tabTo((e) => e?.textContent === 'Write');
  await page.keyboard.press('Enter');
  await walk.says('.note-text', 'Seen, compared, written down.');
});
await walk.step('report', async () => {
  await walk.tabTo((e) => e?.tagName === 'BUTTON' && e.textContent.trim() === 'Report');
  await page.keyboard.press('Enter');
  await walk.says('#panel h2', 'Report');
  await walk.tabTo((e) => e?.textContent === 'Read the draft');
  const said = await page.evaluate(async () => (await fetch(document.activeElement.href)).text());
  if (!said.includes('<h1')) throw new Error('The report has no heading.');
});
await walk.step('package', async () => {
  await walk.tabTo((e) => e?.textContent === 'Case package');
  const begins = await page.evaluate(async () => String.fromCharCode(...new Uint8Array(await (await fetch(document.activeElement.href)).arrayBuffer()).slice(0, 2)));
  if (begins !== 'PK') throw new Error(`The package begins with ${begins}.`);
});
await walk.end();
