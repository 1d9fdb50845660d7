// An auditor reads the journal by the keyboard: narrows it, opens a line, has the chain checked; the case page says who has seen the case.
import { Walk } from './steps.mjs';

const [address, email, password, subject, number] = process.argv.slice(2);
const walk = await Walk.begin(address);
const { page } = walk;
const rows = () => page.$$eval('table.lines tbody tr', (all) => all.length);

await walk.signIn(email, password);
await walk.step('newest lines', async () => {
  await page.goto(`${address}cases/${subject}`);
  await walk.until(() => document.querySelector('h1'));
  await page.goto(`${address}journal`);
  await walk.says('table.lines td', 'Signed in by password.');
});
await walk.step('narrowed by kind', async () => {
  await walk.tabTo((at) => at.textContent.trim() === 'Access' && at.closest('.chips'));
  await page.keyboard.press('Enter');
  await walk.until(() => location.search === '?group=access');
  await walk.says('table.lines td', 'The case was looked at.');
  // Lines of other kinds go with it.
  await walk.until(() => !document.querySelector('table.lines').textContent.includes('Signed in by'));
});
await walk.step('narrowed to a case', async () => {
  await walk.tabTo((at) => at.getAttribute('aria-label') === 'Number of a case');
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
  await walk.until((n) => new URLSearchParams(location.search).get('case') === n, number);
  await walk.until((n) => [...document.querySelectorAll('table.lines tbody tr')].every((r) => r.textContent.includes(n)), number);
  if (await rows() === 0) throw new Error('No line is left.');
});
await walk.step('a line opened', async () => {
  await walk.tabTo((at) => at.tagName === 'SUMMARY' && at.closest('table.lines'));
  await page.keyboard.press('Enter');
  await walk.says('table.lines details[open]', 'Hold: the link follows');
});
await walk.step('the address holds it', async () => {
  await page.reload();
  await walk.until((n) => document.querySelector('input[type=search]')?.value === n, number);
});
await walk.step('no such case', async () => {
  await page.goto(`${address}journal?case=C-1999-0001`);
  await walk.says('[role=status]', 'There is no such case.');
});
await walk.step('checked', async () => {
  await walk.tabTo((at) => at.textContent.startsWith('Check the newest'));
  await page.keyboard.press('Enter');
  await walk.says('.check [role=status]', 'Everything holds');
  await walk.serious();
});
await walk.step('seen by', async () => {
  await page.goto(`${address}cases/${subject}?panel=access`);
  await walk.says('#panel', 'Who has seen this case');
  await walk.says('#panel li', 'once');
});
await walk.end();
