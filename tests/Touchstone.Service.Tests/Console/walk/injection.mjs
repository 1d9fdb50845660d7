// Opens every page that shows what people brought, and looks whether any of it became markup or ran. Prints "ok PAGE" for each.
import puppeteer from 'puppeteer-core';

const [address, email, password, subject] = process.argv.slice(2);
const browser = await puppeteer.launch({ timeout: 60000, executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], defaultViewport: { width: 1280, height: 800 } });
const page = await browser.newPage();
const ran = [];
await page.exposeFunction('injected', (what) => ran.push(what));
page.on('dialog', (d) => { ran.push(d.message()); d.dismiss(); });
// Whatever the page's own rules had to stop was markup already.
await page.evaluateOnNewDocument(() => document.addEventListener('securitypolicyviolation', (e) => window.injected(`${e.violatedDirective} ${e.sample}`)));

const marked = () => page.evaluate(() => [...document.querySelectorAll('[onerror],[onload],[onfocus],[onmouseover],iframe,object,embed,script:not([src]):not([type="importmap"]),a[href^="javascript:"],injected')].map((e) => e.outerHTML.slice(0, 200)));
const look = async (name, path, text) => {
  await page.goto(address + path, { waitUntil: 'networkidle2' });
  // It stands there as text: a page that does not show it at all would prove nothing.
  await page.waitForFunction((t) => document.body.innerText.includes(t), { timeout: 60000, polling: 200 }, text);
  const found = [...await marked(), ...ran];
  if (found.length > 0) { console.log(`failed ${name}: ${found.join(' | ')}`); await browser.close(); process.exit(1); }
  console.log(`ok ${name}`);
};

await page.goto(`${address}account/sign-in`);
await page.type('#email', email);
await page.type('#password', password);
await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.keyboard.press('Enter')]);
await look('cases', 'cases', '<img src=x onerror=injected(1)>');
await look('case', `cases/${subject}`, '<img src=x onerror=injected(1)>');
await look('metadata', `cases/${subject}?panel=metadata`, '<img src=x onerror=injected(1)>');
await look('container', `cases/${subject}?panel=container`, '<injected>');
await page.goto(`${address}cases/${subject}?panel=notes`, { waitUntil: 'networkidle2' });
await page.waitForSelector('#note');
await new Promise((r) => setTimeout(r, 1500));
await page.type('#note', '<script>injected(2)</script><img src=x onerror=injected(3)>');
await page.click('.note-form button[type=submit]');
await page.waitForSelector('.note-text', { timeout: 30000 });
await look('notes', `cases/${subject}?panel=notes`, '<script>injected(2)</script>');
await look('admin', 'admin', '<svg onload=injected(4)>');
await look('jobs', 'jobs', 'Jobs');
await look('a question in the address', `cases/${subject}?finding=%22%3E%3Cimg%20src=x%20onerror=injected(5)%3E&layer=javascript:injected(6)&panel=%3Cinjected%3E`, '<img src=x onerror=injected(1)>');
await look('a search in the address', 'cases?text=%3Cimg%20src=x%20onerror=injected(7)%3E', 'Cases');
await browser.close();
