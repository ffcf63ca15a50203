import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { Connected } from '../support/connected';
import { resize, showsJob } from '../support/panel';
import { stateOfPinpointJob, pinpointJobsIn } from '../support/wire';

describe('What somebody has set for all that they look at', () => {
  let connected: Connected;

  before(async () => {
    await mkdir('out/screenshots', { recursive: true });
    connected = await Connected.start();
    const { workbench } = connected;
    await workbench.expand(/^Amazon Pinpoint/);
    await workbench.expand(/^Loyalty/);
    await workbench.expand(/^All import jobs/);
    await workbench
      .row(/^Processing/)
      .first()
      .waitFor();
    const running = pinpointJobsIn(connected.answer('GetImportJobs').body).find(
      (job) => stateOfPinpointJob(job) === 'Processing',
    );
    await workbench
      .row(/^Processing/)
      .first()
      .click();
    await showsJob(workbench, running?.Id ?? assert.fail());
  });
  after(() => connected.stop());
  afterEach(() => connected.workbench.page.emulateMedia({ reducedMotion: null, forcedColors: null }));

  const page = () => connected.workbench.details();
  const moving = () =>
    page()
      .locator('body')
      .evaluate(() => document.getAnimations().length);
  const style = (selector: string, name: string) =>
    page()
      .locator(selector)
      .first()
      .evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name);
  /** A colour that the system has for something, as styles have it when they are asked. */
  const systemColor = (name: string) =>
    page()
      .locator('body')
      .evaluate((body, color) => {
        const probe = body.appendChild(document.createElement('i'));
        probe.style.color = color;
        const computed = getComputedStyle(probe).color;
        probe.remove();
        return computed;
      }, name);

  it('stills whatever moves in the panel where less motion is wanted', async () => {
    assert.ok((await moving()) > 0, 'What is in progress turns.');
    await connected.workbench.page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await moving(), 0);
    assert.equal(await page().locator('.state').innerText(), 'Processing');
  });

  it('draws bar and borders of the panel in the colours that the system forces', async () => {
    const { workbench } = connected;
    assert.notEqual(await style('.bar .good', 'fill'), await systemColor('Highlight'));
    await workbench.page.emulateMedia({ forcedColors: 'active' });
    assert.equal(await style('.bar .good', 'fill'), await systemColor('Highlight'));
    assert.equal(await style('.bar', 'border-top-width'), '1px');
    assert.equal(await style('h1', 'color'), await systemColor('CanvasText'));
    assert.equal(await style('.link', 'color'), await systemColor('LinkText'));
    assert.match(await style('.link', 'text-decoration-line'), /underline/);
    await workbench.screenshot('panel-forced-colours');
  });

  it('has room in the panel for text twice as large', async () => {
    const { workbench } = connected;
    const { width = 0, height = 0 } = workbench.page.viewportSize() ?? {};
    await page()
      .locator('html')
      .evaluate((html) => {
        html.style.setProperty('--vscode-font-size', '26px');
      });
    for (const wide of [width, 650]) {
      await resize(workbench, wide, height);
      assert.equal(
        await page()
          .locator('html')
          .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
        0,
        `${wide} px`,
      );
      const parts = page().locator('h1, dt, dd, .figure, .count, .ordinal, input[type=search]');
      const cut = await parts.evaluateAll((all) =>
        all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML),
      );
      assert.deepEqual(cut, [], `Nothing lies over its neighbour at ${wide} px.`);
      await workbench.screenshot(`panel-large-text-${wide}`);
    }
  });
});
