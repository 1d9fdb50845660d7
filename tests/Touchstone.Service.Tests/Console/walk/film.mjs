// A video in the console with nothing but a keyboard: played, stepped through frame by frame, its marks visited, its moment kept in the address.
import { Walk } from './steps.mjs';

const [address, email, password, id] = process.argv.slice(2);
const walk = await Walk.begin(address);
const { page } = walk;
const shows = (seconds) => walk.until((s) => Math.abs(Number(document.querySelector('.film-time')?.textContent.match(/^0:(\d+\.\d+)/)?.[1]) - s) < 0.001, seconds);
const colour = () => page.$eval('video', (video) => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  canvas.drawImage(video, 0, 0, 1, 1);
  const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
  return r > g && r > b ? 'red' : g > b ? 'green' : 'blue';
});

await walk.signIn(email, password);
await walk.step('the film is there', async () => {
  await walk.go(`cases/${id}`);
  await walk.until(() => document.querySelector('video')?.readyState >= 2);
  await page.waitForSelector('html[data-keys=live]', { timeout: 60000 });
  await walk.says('.film-said', 'Re-encoded for viewing');
  await walk.says('.film-said', 'Findings are from the original');
  await shows(0);
  if (await colour() !== 'red') throw new Error('The first shot is not red.');
});
await walk.step('frame by frame', async () => {
  for (const seconds of [0.1, 0.2, 0.3]) { await page.keyboard.press('.'); await shows(seconds); }
  await page.keyboard.press(',');
  await shows(0.2);
  await walk.until(() => new URL(location.href).searchParams.get('at') === '0.2');
});
await walk.step('played and paused', async () => {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press('>');
  await walk.until(() => document.querySelector('.film-speed').value === '1.5');
  await page.keyboard.press('Space');
  await walk.until(() => document.querySelector('video').currentTime > 0.6 && !document.querySelector('video').paused);
  await page.keyboard.press('Space');
  await walk.until(() => document.querySelector('video').paused);
});
await walk.step('from mark to mark', async () => {
  await page.keyboard.press('x');
  await shows(2);
  if (await colour() !== 'green') throw new Error('The second shot is not green.');
  await page.keyboard.press('x');
  await shows(4);
  if (await colour() !== 'blue') throw new Error('The third shot is not blue.');
  await page.keyboard.press('X');
  await shows(2);
});
await walk.step('a mark chosen from the list, and a click into the timeline', async () => {
  await walk.tabTo((e) => e?.tagName === 'SUMMARY' && e.textContent.startsWith('Marks in time'));
  await page.keyboard.press('Enter');
  await walk.tabTo((e) => e?.dataset?.at === '4');
  if (!(await page.evaluate(() => document.activeElement.parentElement.textContent)).includes('Shot 3 of 3')) throw new Error('The mark does not say its shot.');
  await page.keyboard.press('Enter');
  await shows(4);
  // A quarter along the axis of six seconds, as the drawing places it; the playhead follows.
  const place = await page.$eval('.tracks', (t) => { t.scrollIntoView({ block: 'center' }); const box = t.getBoundingClientRect(); return { x: box.left + box.width * (Number(t.dataset.from) + 0.25 * (t.dataset.to - t.dataset.from)), y: box.top + 4 }; });
  await page.mouse.click(place.x, place.y);
  await walk.until(() => Math.abs(document.querySelector('video').currentTime - 1.5) < 0.06);
  await walk.until((x) => { const box = document.querySelector('.playhead').getBoundingClientRect(); return Math.abs(box.left + box.width / 2 - x) < 12; }, place.x);
});
await walk.step('the address shows a colleague the same moment', async () => {
  await walk.until(() => new URL(location.href).searchParams.get('at')?.startsWith('1.'));
  const at = await page.$eval('.film-time', (t) => t.textContent);
  await page.goto(page.url());
  await walk.until((t) => document.querySelector('.film-time')?.textContent === t, at);
});
await walk.step('nothing serious for axe', async () => {
  await page.$eval('.marks', (d) => { d.open = true; });
  await walk.serious();
});
await walk.end();
