// Jobs as a person with a keyboard finds them: one put aside, one that runs, one that waits.
import { Walk } from './steps.mjs';

const [address, email, password] = process.argv.slice(2);
const walk = await Walk.begin(address);
const row = (name) => `//tr[contains(., '${name}')]`;
const state = (name, said) => walk.until((path, text) => document.evaluate(path, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue?.textContent.includes(text), row(name), said);

await walk.signIn(email, password);
await walk.step('what runs, waits and was put aside is told by file name', async () => {
  await walk.go('jobs');
  await state('breaks.wav', 'Put aside');
  await state('runs.wav', 'Being examined');
  await state('waits.wav', 'Waits');
  await walk.serious();
});
await walk.step('why it was put aside, with the last words of its process', async () => {
  await walk.go('jobs?state=setaside');
  await state('breaks.wav', 'Put aside');
  if ((await walk.page.$$('tbody tr')).length !== 1) throw new Error('The filter lets others through.');
  await walk.tabTo((e) => e?.tagName === 'SUMMARY');
  await walk.page.keyboard.press('Enter');
  await walk.until(() => document.querySelector('details[open] pre')?.textContent === 'no such codec');
  await walk.serious();
});
await walk.step('ask again', async () => {
  await walk.tabTo((e) => e?.textContent.trim() === 'Examine again');
  await walk.page.keyboard.press('Enter');
  await walk.says('.card', 'Nothing was put aside');
  await walk.go('jobs?state=queued');
  await state('breaks.wav', 'Waits');
});
await walk.step('cancel what runs, and see the next begin without loading the page again', async () => {
  await walk.go('jobs');
  await state('runs.wav', 'Being examined');
  await walk.tabTo((e) => e?.getAttribute('aria-label') === 'Cancel: runs.wav');
  await walk.page.keyboard.press('Enter');
  await state('runs.wav', 'Cancelled');
  await state('waits.wav', 'Being examined');
});
await walk.end();
