// Brings files as people do: dropped, pasted, chosen, cut off in the middle and chosen again. Prints "ok STEP" for each step.
import puppeteer from 'puppeteer-core';

const [address, email, password, large, shots] = process.argv.slice(2);
const browser = await puppeteer.launch({ timeout: 60000, executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], defaultViewport: { width: 1280, height: 800 } });
const page = await browser.newPage();
const step = async (name, does) => {
  try {
    await does();
    if (shots) await page.screenshot({ path: `${shots}/${name.replaceAll(' ', '-')}.png`, fullPage: true });
    console.log(`ok ${name}`);
  } catch (e) {
    console.log(`failed ${name}: ${e.message}`);
    await browser.close();
    process.exit(1);
  }
};
const open = async () => {
  await page.goto(`${address}upload`, { waitUntil: 'networkidle0' });
  await page.waitForSelector('.drop[data-listens]', { timeout: 30000 });
};
const until = (test, ...given) => page.waitForFunction(test, { timeout: 60000, polling: 100 }, ...given);
const linked = (count) => until((n) => document.querySelectorAll('table.list tbody td:first-child a[href^="/cases/"]').length >= n, count);
// What a browser hands over when files are dropped or pasted.
const hand = (event, names) => page.evaluate((kind, list) => {
  const recording = (number) => {
    const bytes = new Uint8Array(844).fill(128);
    const head = new DataView(bytes.buffer);
    const text = (at, s) => [...s].forEach((c, i) => head.setUint8(at + i, c.charCodeAt(0)));
    text(0, 'RIFF'); head.setUint32(4, 836, true); text(8, 'WAVEfmt '); head.setUint32(16, 16, true); head.setUint16(20, 1, true); head.setUint16(22, 1, true);
    head.setUint32(24, 8000, true); head.setUint32(28, 8000, true); head.setUint16(32, 1, true); head.setUint16(34, 8, true); text(36, 'data'); head.setUint32(40, 800, true);
    head.setUint32(44, number, true);
    return bytes;
  };
  const data = new DataTransfer();
  list.forEach((name, i) => data.items.add(new File([recording(kind.length * 100000 + i)], name)));
  if (kind === 'paste') document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  else document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}, event, names);

await step('sign in', async () => {
  await page.goto(`${address}account/sign-in`);
  await page.type('#email', email);
  await page.type('#password', password);
  await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.keyboard.press('Enter')]);
});
await step('many files dropped with the consent of one person', async () => {
  await open();
  await page.select('[data-right="X-Rights-Basis"]', 'Consent');
  await page.waitForSelector('[data-right="X-Rights-Consented-By"]');
  await page.type('[data-right="X-Rights-Consented-By"]', 'Jürgen');
  await hand('drop', Array.from({ length: 6 }, (_, i) => `dropped ${i}.wav`));
  await linked(6);
  const link = await page.$eval('td a[href^="/cases/"]', (a) => a.href.split('/').pop());
  const rights = await page.evaluate(async (id) => (await fetch(`/api/v1/cases/${id}/rights`)).json(), link);
  if (rights.basis !== 'consent' || rights.consentedBy !== 'Jürgen') throw new Error(JSON.stringify(rights));
});
await step('pasted', async () => {
  await hand('paste', ['image.png']);
  await linked(7);
});
await step('the same again is said with a link', async () => {
  await hand('paste', ['again.png']);
  await linked(8);
  await until(() => /the same content as/.test(document.querySelector('table.list').innerText));
});
await step('what is no media is refused in words', async () => {
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['no media'], 'letter.txt'));
    document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await until(() => /known media format/.test(document.querySelector('table.list').innerText));
});
await step('cut off in the middle and chosen again it goes on', async () => {
  const devtools = await page.createCDPSession();
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 2 << 20 });
  await (await page.$('input[type=file]')).uploadFile(large);
  // A whole part came, and some of the next.
  await page.waitForResponse((r) => r.request().method() === 'PATCH' && r.status() === 204, { timeout: 60000 });
  await open();
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  const asked = page.waitForResponse((r) => r.request().method() === 'HEAD', { timeout: 60000 });
  await (await page.$('input[type=file]')).uploadFile(large);
  const offset = Number((await asked).headers()['upload-offset']);
  if (!(offset > 0)) throw new Error(`it began anew at ${offset}`);
  await linked(1);
});
await step('while the connection is gone it waits', async () => {
  await page.setOfflineMode(true);
  await hand('drop', ['later.wav', 'later still.wav']);
  await new Promise((r) => setTimeout(r, 1500));
  await page.setOfflineMode(false);
  await linked(3);
});
await browser.close();
