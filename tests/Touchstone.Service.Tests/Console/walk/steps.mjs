// What every walk through the console shares: a browser, steps that are printed, and axe.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import puppeteer from 'puppeteer-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const patience = 60000;

export class Walk {
  // The first that goes wrong ends the walk; with a folder in SHOTS, a picture is kept of every step.
  static async begin(address) {
    const walk = new Walk();
    walk.address = address;
    walk.browser = await puppeteer.launch({ timeout: patience, executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], defaultViewport: { width: 1280, height: 800 } });
    walk.page = await walk.browser.newPage();
    walk.wrong = [];
    walk.page.on('pageerror', (e) => walk.wrong.push(e.message));
    walk.page.on('console', (m) => { if (m.type() === 'error') walk.wrong.push(m.text()); });
    if (process.env.SHOTS) mkdirSync(process.env.SHOTS, { recursive: true });
    return walk;
  }

  async step(name, does) {
    try {
      await does();
      if (this.wrong.length > 0) throw new Error(this.wrong.join(' | '));
      if (process.env.SHOTS) await this.page.screenshot({ path: `${process.env.SHOTS}/${name.replaceAll(' ', '-')}.png` });
      console.log(`ok ${name}`);
    } catch (e) {
      console.log(`failed ${name}: ${e.message} at ${this.page.url()}`);
      await this.browser.close();
      process.exit(1);
    }
  }

  until(test, ...given) { return this.page.waitForFunction(test, { timeout: patience, polling: 100 }, ...given); }

  // Some element of this kind says this.
  says(selector, text) { return this.until((s, t) => [...document.querySelectorAll(s)].some((e) => e.textContent.includes(t)), selector, text); }

  async go(path) {
    await this.page.goto(this.address + path);
    await this.page.waitForSelector('h1', { timeout: patience });
  }

  async signIn(email, password) {
    await this.go('account/sign-in');
    await this.page.type('#email', email);
    await this.page.type('#password', password);
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'networkidle0' }), this.page.keyboard.press('Enter')]);
  }

  // Tabs on, at the end from the beginning, until the focus is on what is looked for: what cannot be reached this way cannot be reached by a keyboard.
  async tabTo(test, ...given) {
    for (let i = 0; i < 400; i++) {
      await this.page.keyboard.press('Tab');
      if (await this.page.evaluate((t, g) => new Function(`return (${t})`)()(document.activeElement, ...g), test.toString(), given)) return;
    }
    throw new Error('The keyboard does not reach it.');
  }

  async serious() {
    // Not as an element: the page lets no script in but its own.
    await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    const bad = violations.filter((v) => ['serious', 'critical'].includes(v.impact));
    if (bad.length > 0) throw new Error(bad.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html).join(' ')}`).join('\n'));
  }

  end() { return this.browser.close(); }
}
