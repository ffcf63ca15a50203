import assert from 'node:assert/strict';
import { commands, window, type QuickPick, type QuickPickItem } from 'vscode';
import { eventually } from '../support/eventually';
import { Host, region } from './support/host';

const name = '$(flame) [here](command:importJobs.removeConnection)';

describe('the name of a profile that VS Code would draw as an icon and a link', () => {
  let host: Host;
  beforeEach(async () => {
    host = await Host.start();
    const signIn = `region = ${region}\nsso_start_url = https://sso.invalid\nsso_region = ${region}\n`;
    await host.writeAwsFiles({ config: `[profile $(flame)]\n${signIn}[profile other]\n${signIn}` });
    await host.set({
      connections: [
        { profile: name, region },
        { profile: '$(flame)', region },
        { profile: 'other', region },
      ],
    });
  });
  afterEach(() => host.stop());

  for (const command of ['copyIamPolicy', 'signIn', 'removeConnection', 'diagnoseConnection']) {
    it(`is text in the picker of ${command}`, async () => {
      host.window.pick();
      await commands.executeCommand(`importJobs.${command}`);
      const [items = assert.fail()] = host.window.picked;
      const texts = items.flatMap(({ label, description = '', detail = '' }) => [label, description, detail]);
      assert.ok(texts.some((text) => text.includes('flame')));
      assert.deepEqual(
        texts.filter((text) => /(?<!\\)\$\(/.test(text)),
        [],
      );
    });
  }

  it('is text in the notification after it was removed', async () => {
    const [row = assert.fail()] = await host.rows();
    await host.run('removeConnection', row);
    const { text } = await host.window.message('removed');
    assert.ok(text.includes('flame'));
    assert.ok(!text.includes(']('));
  });

  it('is text when a connection is added', async () => {
    const picker = await openPicker(host, () => commands.executeCommand('importJobs.addConnection'));
    const item = await itemOf(picker, /flame/);
    assert.match(item.label, /^\\\$\(flame\)/);
    picker.hide();
  });
});

type Picker = QuickPick<QuickPickItem>;

/** Returns the quick pick that `work` opens. */
async function openPicker(host: Host, work: () => unknown): Promise<Picker> {
  const opened = Promise.withResolvers<Picker>();
  const create = window.createQuickPick.bind(window);
  host.window.replace(window, 'createQuickPick', () => {
    const picker = create();
    opened.resolve(picker);
    return picker;
  });
  void work();
  return opened.promise;
}

async function itemOf(picker: Picker, label: RegExp): Promise<QuickPickItem> {
  return eventually(() => {
    const found = picker.items.find((item) => label.test(item.label));
    return found ?? assert.fail(`${String(label)} is not in: ${picker.items.map((item) => item.label).join(' | ')}`);
  }, 5_000);
}
