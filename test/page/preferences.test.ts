import assert from 'node:assert/strict';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { pinpointJob, labels } from '../unit/details/jobs';
import { pieces } from '../support/jobs';

/** A job in progress, without failed pieces, and with a name that is a link. */
const running = modelOf(
  {
    ...pinpointJob,
    phase: 'running',
    status: 'PROCESSING',
    progress: { done: 3, total: 8, unit: pieces },
  },
  { labelOf: labels('Loyalty') },
);

describe('System preferences on the page', () => {
  let bare: BarePage;
  beforeEach(async () => {
    bare = await BarePage.open();
    await bare.show(running);
  });
  const moving = () => bare.page.evaluate(() => document.getAnimations().length);
  /** Returns a system color as in computed styles. */
  const systemColor = (name: string) =>
    bare.page.evaluate((color) => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = color;
      const computed = getComputedStyle(probe).color;
      probe.remove();
      return computed;
    }, name);

  it('stop all animations with reduced motion', async () => {
    assert.ok((await moving()) > 0, 'The icon of a job in progress turns.');
    await bare.page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await moving(), 0);
    assert.equal(await bare.page.locator('.state').innerText(), 'Processing');
  });

  it("stop them by VS Code's setting too", async () => {
    await bare.page.evaluate(() => {
      document.body.classList.add('vscode-reduce-motion');
    });
    assert.equal(await moving(), 0);
  });

  it('show bar, borders and links in forced colors', async () => {
    assert.notEqual(await bare.style('.bar .good', 'fill'), await systemColor('Highlight'));
    await bare.page.emulateMedia({ forcedColors: 'active' });
    assert.equal(await bare.style('.bar .good', 'fill'), await systemColor('Highlight'));
    assert.equal(await bare.style('.bar', 'border-top-width'), '1px');
    assert.equal(await bare.style('h1', 'color'), await systemColor('CanvasText'));
    assert.equal(await bare.style('.link', 'color'), await systemColor('LinkText'));
    assert.match(await bare.style('.link', 'text-decoration-line'), /underline/);
  });
});
