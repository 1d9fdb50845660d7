// The list of cases with a keyboard: live, selected, tagged, narrowed, kept as a view, deleted with a warning that says what goes.
import { Walk } from './steps.mjs';

const [address, email, password, tag] = process.argv.slice(2);
const walk = await Walk.begin(address);
const { page } = walk;
const live = () => page.waitForSelector('html[data-keys=live]', { timeout: 60000 });
const bring = (name, number) => page.evaluate(async (n, i) => {
  // 0.1 s of silence at 8 kHz with a number in it: each another content.
  const bytes = new Uint8Array(844).fill(128);
  const view = new DataView(bytes.buffer);
  [...'RIFF'].forEach((c, at) => { bytes[at] = c.charCodeAt(0); });
  view.setUint32(4, 836, true);
  [...'WAVEfmt '].forEach((c, at) => { bytes[8 + at] = c.charCodeAt(0); });
  view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true); view.setUint32(24, 8000, true); view.setUint32(28, 8000, true); view.setUint16(32, 1, true); view.setUint16(34, 8, true);
  [...'data'].forEach((c, at) => { bytes[36 + at] = c.charCodeAt(0); });
  view.setUint32(40, 800, true); view.setUint32(44, i, true);
  const answer = await fetch('/api/v1/specimens', { method: 'POST', headers: { 'X-File-Name': n }, body: bytes });
  if (!answer.ok) throw new Error(String(answer.status));
}, name, number);
const marked = () => page.$eval('tr.at', (r) => r.textContent).catch(() => '');
const pressed = async (key, test, ...given) => { await page.keyboard.press(key); await walk.until(test, ...given); };

await walk.signIn(email, password);
await walk.step('a case that comes in stands in the list by itself', async () => {
  await walk.go('cases');
  await live();
  await bring(`${tag} one.wav`, 90001);
  await walk.says('table.cases tr', `${tag} one.wav`);
  await bring(`${tag} two.wav`, 90002);
  await walk.says('table.cases tr', `${tag} two.wav`);
});
await walk.step('search says nothing fits, and what to do', async () => {
  await page.keyboard.press('/');
  await walk.until(() => document.activeElement?.id === 'find');
  await page.keyboard.type('no such file anywhere');
  await walk.says('.card', 'No case fits');
  await walk.serious();
});
await walk.step('search', async () => {
  await walk.go(`cases?text=${encodeURIComponent(tag.toUpperCase())}`);
  await live();
  await walk.until((t) => [...document.querySelectorAll('table.cases tbody tr')].length === 2, tag);
});
await walk.step('j k and x choose two', async () => {
  await pressed('j', () => document.querySelector('tr.at') !== null);
  if (!(await marked()).includes('two.wav')) throw new Error('The newest is not the first.');
  await pressed('x', () => document.querySelector('.bulk')?.textContent.includes('1 selected'));
  await pressed('j', () => document.querySelector('tr.at')?.textContent.includes('one.wav'));
  await pressed('x', () => document.querySelector('.bulk')?.textContent.includes('2 selected'));
  await pressed('k', () => document.querySelector('tr.at')?.textContent.includes('two.wav'));
  await walk.serious();
});
await walk.step('tag both', async () => {
  await walk.tabTo((e) => e?.getAttribute('aria-label') === 'Tag for the selected cases');
  await page.keyboard.type(tag);
  await page.keyboard.press('Enter');
  await walk.says('.notice', '2 cases tagged');
  await walk.until((t) => [...document.querySelectorAll('.tag-mark')].filter((e) => e.textContent === t).length === 2, tag);
});
await walk.step('a view keeps the filter', async () => {
  await walk.go(`cases?tag=${tag}`);
  await live();
  await walk.until(() => document.querySelectorAll('table.cases tbody tr').length === 2);
  await walk.tabTo((e) => e?.textContent === 'Save this view');
  await page.keyboard.press('Enter');
  await walk.until(() => document.activeElement?.getAttribute('aria-label') === 'Name of the view');
  await page.keyboard.type('Silence');
  await page.keyboard.press('Enter');
  await walk.says('.view a', 'Silence');
  await walk.go('cases');
  await walk.says('.view a', 'Silence');
  const kept = await page.$$eval('.view a', (all) => all.find((a) => a.textContent === 'Silence').getAttribute('href'));
  if (kept !== `/cases?tag=${tag}`) throw new Error(kept);
});
await walk.step('deleting says what goes', async () => {
  await walk.go(`cases?tag=${tag}`);
  await live();
  await walk.until(() => document.querySelectorAll('table.cases tbody tr').length === 2);
  await pressed('j', () => document.querySelector('tr.at') !== null);
  await pressed('x', () => document.querySelector('.bulk') !== null);
  await walk.tabTo((e) => e?.textContent.startsWith('Delete'));
  await page.keyboard.press('Enter');
  await walk.says('[role=dialog]', '1 file');
  await walk.until(() => document.activeElement?.id === 'reason');
  await walk.serious();
  await page.keyboard.type('test of deletion');
  await page.keyboard.press('Enter');
  await walk.says('.notice', '1 file deleted');
});
await walk.step('open the chosen one with Enter', async () => {
  await walk.go(`cases?tag=${tag}`);
  await live();
  await walk.until(() => document.querySelectorAll('table.cases tbody tr').length === 1);
  await pressed('k', () => document.querySelector('tr.at')?.textContent.includes('one.wav'));
  await page.keyboard.press('Enter');
  await walk.until(() => /\/cases\/[0-9a-f-]{36}/.test(location.pathname));
  await walk.says('h1', 'one.wav');
});
await walk.end();
