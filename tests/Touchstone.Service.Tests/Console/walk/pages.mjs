// Every page in both themes at both sizes: a heading, nothing beside the screen, a skip link first, a focus that is seen, and nothing serious for axe.
import { Walk } from './steps.mjs';

const [address, email, password, ...pages] = process.argv.slice(2);
const walk = await Walk.begin(address);
const { page } = walk;
const sizes = [{ width: 1280, height: 800 }, { width: 390, height: 844 }];

const heading = async () => {
  const said = await page.$$eval('h1', (all) => all.map((h) => h.textContent.trim()).filter((t) => t.length > 0));
  if (said.length !== 1) throw new Error(`It has ${said.length} headings of the first order.`);
};
const beside = async () => {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) throw new Error(`It is ${over} px wider than the screen of ${await page.evaluate(() => innerWidth)} px.`);
};
const focus = async () => {
  // From the beginning: a page that was come to puts the focus on its heading, which may be after this asked; then it is asked again.
  for (let asked = 0; asked < 5; asked++) {
    await page.evaluate(() => {
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute('tabindex');
    });
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.className) === 'skip') break;
    await new Promise((r) => setTimeout(r, 500));
  }
  if (await page.evaluate(() => document.activeElement?.className) !== 'skip') throw new Error('The first stop is no skip link.');
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press('Tab');
    const hidden = await page.evaluate(() => {
      const at = document.activeElement;
      // The heading is given the focus when a page has come, however late that is; it is no stop.
      if (!at || at === document.body || at.tagName === 'H1') return null;
      // A file is chosen by a field that is seen through its label.
      const seen = at.type === 'file' ? at.nextElementSibling : at;
      const style = getComputedStyle(seen);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 ? null : at.outerHTML.slice(0, 120);
    });
    if (hidden) throw new Error(`The focus is not seen on ${hidden}`);
  }
};

await walk.signIn(email, password);
for (const path of pages) {
  await walk.step(path, async () => {
    await page.setViewport(sizes[0]);
    await walk.go(path);
    // What the page loads stands there.
    await walk.until(() => ![...document.querySelectorAll('[role=status]')].some((e) => e.textContent.startsWith('Loading')));
    // The address of no page answers so, which the browser tells as an error.
    if (path === 'not-found') walk.wrong.length = 0;
    await heading();
    await focus();
    for (const size of sizes) {
      await page.setViewport(size);
      await beside();
      for (let theme = 0; theme < 2; theme++) {
        await page.evaluate(() => document.documentElement.classList.toggle('dark'));
        await walk.serious();
      }
    }
  });
}
await walk.end();
