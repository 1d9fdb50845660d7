// Walks through a case as a person with a keyboard does. Prints "ok STEP" for each step; the first that fails ends it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import puppeteer from 'puppeteer-core';

const [address, email, password, specimen, shots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await puppeteer.launch({ timeout: 60000, executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], defaultViewport: { width: 1280, height: 800 } });
const page = await browser.newPage();
const wrong = [];
page.on('pageerror', (e) => wrong.push(e.message));
page.on('console', (m) => { if (m.type() === 'error') wrong.push(m.text()); });

const step = async (name, does) => {
  try {
    await does();
    if (wrong.length > 0) throw new Error(wrong.join(' | '));
    if (shots) await page.screenshot({ path: `${shots}/${name.replaceAll(' ', '-')}.png` });
    console.log(`ok ${name}`);
  } catch (e) {
    console.log(`failed ${name}: ${e.message}`);
    await browser.close();
    process.exit(1);
  }
};
const until = (test, ...given) => page.waitForFunction(test, { timeout: 60000, polling: 100 }, ...given);
const query = (name) => new URL(page.url()).searchParams.get(name);
const at = (name, value) => until((n, v) => new URL(location.href).searchParams.get(n) === v, name, value);
const serious = async () => {
  // Not as an element: the page lets no script in but its own.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const bad = violations.filter((v) => ['serious', 'critical'].includes(v.impact));
  if (bad.length > 0) throw new Error(bad.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html).join(' ')}`).join('\n'));
};

await step('sign in', async () => {
  await page.goto(`${address}account/sign-in`);
  await page.type('#email', email);
  await page.type('#password', password);
  await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.keyboard.press('Enter')]);
});
await step('upload', async () => {
  await page.goto(`${address}upload`, { waitUntil: 'networkidle0' });
  const input = await page.waitForSelector('input[type=file]');
  // The page listens to the target once it is live.
  await until(() => document.querySelector('.drop') !== null);
  await new Promise((r) => setTimeout(r, 1000));
  await input.uploadFile(specimen);
  await page.waitForSelector('a[href^="/cases/"]', { timeout: 60000 });
});
await step('findings', async () => {
  const link = await page.$eval('a[href^="/cases/"][href*="-"]', (a) => a.href);
  for (let i = 0; i < 120; i++) {
    const found = await page.evaluate(async (id) => (await fetch(`/api/v1/cases/${id}`)).json(), link.split('/').pop());
    if (found.progress === 'done') break;
    await new Promise((r) => setTimeout(r, 500));
  }
  await page.goto(link);
  await page.waitForSelector('.case-questions .finding-name', { timeout: 60000 });
});
await step('step through findings with j and k', async () => {
  // The keys are heard once the page's scripts are there.
  for (let i = 0; i < 100 && query('finding') === null; i++) {
    await page.keyboard.press('j');
    await new Promise((r) => setTimeout(r, 300));
  }
  await new Promise((r) => setTimeout(r, 1000));
  const first = query('finding');
  await page.keyboard.press('j');
  await until((f) => new URL(location.href).searchParams.get('finding') !== f, first);
  await page.keyboard.press('k');
  await at('finding', first);
});
await step('every pixel at the size of the evidence', () => until(() => /R \d+ G \d+ B \d+|%/.test(document.querySelector('.stage-said')?.textContent) && document.querySelector('.stage-main canvas') !== null));
await step('overlay and opacity', async () => {
  // A finding with something to draw: the first whose choice puts a shape over the evidence.
  for (let i = 0; i < 40 && await page.$('.stage-overlay .placed image, .stage-overlay .placed rect') === null; i++) {
    const before = query('finding');
    await page.keyboard.press('j');
    await until((f) => new URL(location.href).searchParams.get('finding') !== f, before);
    await new Promise((r) => setTimeout(r, 150));
  }
  if (await page.$('.stage-overlay .placed > *') === null) throw new Error('No finding drew anything.');
  const seen = () => page.$eval('.stage-overlay .placed', (s) => getComputedStyle(s).visibility);
  await page.keyboard.press('o');
  await at('overlay', 'off');
  await until(() => getComputedStyle(document.querySelector('.stage-overlay .placed')).visibility === 'hidden');
  await page.keyboard.press('o');
  await until(() => getComputedStyle(document.querySelector('.stage-overlay .placed')).visibility === 'visible');
  await page.keyboard.press('[');
  await at('opacity', '25');
  await page.keyboard.press(']');
  await at('opacity', null);
  if (await seen() !== 'visible') throw new Error('The overlay is gone.');
});
await step('layer', async () => {
  await page.select('#layer', 'ela');
  await at('layer', 'ela');
  await page.waitForSelector('.layer-scale', { timeout: 60000 });
  await page.focus('main');
});
await step('compare side by side, swipe, blink', async () => {
  await page.keyboard.press('c');
  await at('compare', 'side');
  await page.waitForSelector('.stage[data-compare=side] .stage-side canvas');
  await page.keyboard.press('c');
  await at('compare', 'swipe');
  await page.keyboard.press('b');
  await at('compare', 'blink');
  await page.keyboard.press('b');
  await at('compare', null);
});
await step('the address shows a colleague the same', async () => {
  const address = page.url();
  const chosen = query('finding');
  await page.goto(address);
  await page.waitForSelector(`.finding-name[aria-current=true]`, { timeout: 60000 });
  if (query('finding') !== chosen || query('layer') !== 'ela') throw new Error(page.url());
  await page.waitForSelector('.layer-scale', { timeout: 60000 });
  await page.waitForSelector('html[data-keys=live]', { timeout: 60000 });
});
await step('keys', async () => {
  await page.keyboard.press('?');
  await until(() => document.activeElement?.closest('[role=dialog]') !== null);
  await page.keyboard.press('Escape');
  await page.waitForSelector('[role=dialog]', { hidden: true });
});
await step('note', async () => {
  await page.keyboard.press('n');
  await until(() => document.activeElement?.id === 'note');
  await page.keyboard.type('The edge of the roof: j and k are text here.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await until(() => document.querySelector('.note-text')?.textContent === 'The edge of the roof: j and k are text here.');
});
await step('nothing serious for axe on any panel', async () => {
  for (const panel of ['finding', 'metadata', 'container', 'provenance', 'journal', 'notes']) {
    const here = new URL(page.url());
    here.searchParams.set('panel', panel);
    await page.goto(here.toString());
    await page.waitForSelector('#panel h2', { timeout: 60000 });
    await serious();
  }
});
await browser.close();
