// A picture of fifty million pixels: shown from its tiles, fetched as far as they are looked at, every pixel with its values.
import { Walk } from './steps.mjs';

const [address, email, password, id] = process.argv.slice(2);
const walk = await Walk.begin(address);
const { page } = walk;
const tiles = new Set();
page.on('response', (answer) => { const level = answer.url().match(/\/tiles\/(\d+)\/\d+\/\d+$/)?.[1]; if (level !== undefined && answer.ok()) tiles.add(`${level} ${answer.url()}`); });
const of = (level) => [...tiles].filter((t) => t.startsWith(`${level} `)).length;

await walk.signIn(email, password);
await walk.step('shown whole from small tiles', async () => {
  await walk.go(`cases/${id}`);
  await walk.until(() => document.querySelector('.stage-main canvas') !== null && document.querySelector('.stage-zoom')?.textContent.endsWith('%'));
  await page.waitForSelector('html[data-keys=live]', { timeout: 60000 });
  for (let i = 0; i < 200 && of(3) + of(4) === 0; i++) await new Promise((r) => setTimeout(r, 100));
  if (of(3) + of(4) === 0 || of(0) > 0) throw new Error(`Fetched: ${[...tiles].join(' ')}`);
  await walk.says('.stage-caption', 'Holds every stored pixel, 8300 × 6100 px');
});
await walk.step('at 100 % every pixel with its values', async () => {
  await page.keyboard.press('z');
  await walk.says('.stage-zoom', '100 %');
  for (let i = 0; i < 200 && of(0) === 0; i++) await new Promise((r) => setTimeout(r, 100));
  // The grid of the whole has 17 × 12 tiles; the screen holds a few.
  if (of(0) === 0 || of(0) > 40) throw new Error(`${of(0)} tiles of the whole were fetched.`);
  const box = await (await page.$('.stage-main')).boundingBox();
  for (let i = 0; i < 50; i++) {
    await page.mouse.move(box.x + box.width / 2 + (i % 2), box.y + box.height / 2);
    await new Promise((r) => setTimeout(r, 100));
    if (/x \d{4} {2}y \d{4} {2}R 0 G 0 B 0/.test(await page.$eval('.stage-pixel', (s) => s.textContent))) return;
  }
  throw new Error(await page.$eval('.stage-said', (s) => s.textContent));
});
await walk.step('nothing serious for axe', () => walk.serious());
await walk.end();
