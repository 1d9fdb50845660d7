// Two cases beside each other, in turn and as their difference, chosen by keyboard; then lines drawn in one of them.
import { Walk } from './steps.mjs';

const [address, email, password, one, other] = process.argv.slice(2);
const walk = await Walk.begin(address);
const { page } = walk;
const live = () => page.waitForSelector('html[data-keys=live]', { timeout: 60000 });

await walk.signIn(email, password);
await walk.step('choose two', async () => {
  await walk.go('compare');
  await live();
  for (const [letter, name] of [['A', one], ['B', other]]) {
    await walk.tabTo((e, l) => e?.getAttribute('aria-label')?.startsWith(`Find case ${l}`), letter);
    await page.keyboard.type(name);
    await walk.until((l, n) => { const found = [...document.querySelectorAll(`[aria-label="Case ${l}"] .picks button`)]; return found.length === 1 && found[0].textContent.includes(n); }, letter, name);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await walk.says(`[aria-label="Case ${letter}"] a`, name);
  }
});
await walk.step('both are shown and every pixel is there', async () => {
  await walk.until(() => document.querySelectorAll('.pair canvas').length >= 2 && [...document.querySelectorAll('.pair-zoom')].every((z) => z.textContent.endsWith('%')));
  await walk.until(() => [...document.querySelectorAll('.stage-tools button')].some((b) => b.textContent.startsWith('Difference') && !b.disabled));
});
await walk.step('the difference is black where they are equal, and only there', async () => {
  await page.keyboard.press('d');
  await page.waitForSelector('.pair[data-mode=difference]', { timeout: 60000 });
  await walk.until(() => {
    const canvas = document.querySelector('.pair-a canvas');
    const { width, height } = canvas;
    const data = canvas.getContext('2d').getImageData(0, 0, width, height).data;
    let dark = 0, bright = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) { if (data[i] + data[i + 1] + data[i + 2] === 0) dark++; else bright++; }
    // A quarter of each picture is 40 levels brighter in the one than in the other.
    return dark > 0 && bright > 0 && Math.abs(bright / (bright + dark) - 0.25) < 0.02;
  });
});
await walk.step('in turn', async () => {
  await page.keyboard.press('b');
  await walk.says('.pair-a .pair-letter', 'B');
  await page.keyboard.press('s');
  await page.waitForSelector('.pair[data-mode=side]');
});
await walk.step('the map that is drawn over both', async () => {
  // The first finding with more than one.
  for (let i = 0; await page.$('#map') === null; i++) {
    const pressed = await page.evaluate((n) => { const button = document.querySelectorAll('.pair-findings tbody button')[n]; button?.click(); return button !== undefined; }, i);
    if (!pressed) throw new Error('No finding has a second map.');
    await walk.until((n) => document.querySelectorAll('.pair-findings tbody button')[n].getAttribute('aria-pressed') === 'true', i);
    await new Promise((r) => setTimeout(r, 200));
  }
  const drawn = () => page.$$eval('.placed image.cells', (all) => all.map((i) => i.getAttribute('href')).join(' '));
  await walk.until(() => document.querySelectorAll('.pair-a .placed image.cells, .pair-b .placed image.cells').length >= 2);
  const first = await drawn();
  await page.select('#map', await page.$eval('#map', (s) => s.options[1].value));
  await walk.until((f) => { const now = [...document.querySelectorAll('.placed image.cells')].map((i) => i.getAttribute('href')).join(' '); return now.length > 0 && now !== f; }, first);
});
await walk.step('findings beside each other', async () => {
  const rows = await page.$$eval('.pair-findings tbody tr:not(.question-row)', (all) => all.length);
  await walk.tabTo((e) => e?.type === 'checkbox' && e.parentElement.textContent.includes('Only what differs'));
  await page.keyboard.press('Space');
  await walk.until((all) => { const left = document.querySelectorAll('.pair-findings tbody tr:not(.question-row)').length; return left > 0 && left < all; }, rows);
});
await walk.step('from there to the case', async () => {
  await walk.tabTo((e, n) => e?.tagName === 'A' && e.textContent === n, one);
  await page.keyboard.press('Enter');
  await walk.says('h1', one);
  await live();
});
await walk.step('where three lines meet, with its uncertainty, and into a note', async () => {
  await walk.tabTo((e) => e?.role === 'tab' && e.textContent.trim() === 'Geometry');
  await page.keyboard.press('Enter');
  await walk.until(() => document.querySelector('#panel h2')?.textContent === 'Geometry');
  // Three lines through (200, 100).
  for (const [x, y] of [[20, 10], [110, 55], [20, 190], [110, 145], [20, 100], [110, 100]]) {
    await walk.tabTo((e) => e?.type === 'number' && e.parentElement.textContent.startsWith('x'));
    await page.keyboard.type(String(x));
    await page.keyboard.press('Tab');
    await page.keyboard.type(String(y));
    await page.keyboard.press('Enter');
    await walk.until((i) => document.querySelectorAll('.drawn .mark-point').length >= i, 1);
    await walk.until(() => [...document.querySelectorAll('#panel input[type=number]')].slice(0, 2).every((f) => f.value === ''));
  }
  await walk.says('#panel .observations li', '3 lines meet at (200, 100)');
  await walk.says('#panel .observations li', 'they can meet in one point');
  await walk.tabTo((e) => e?.textContent === 'Write into a note');
  await page.keyboard.press('Enter');
  await walk.says('#panel', 'Written.');
  await walk.serious();
});
await walk.end();
