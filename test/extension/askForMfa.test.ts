import assert from 'node:assert/strict';
import { window, type InputBox } from 'vscode';
import type { Connection } from '../../src/core/connections/connection';
import { askForMfa } from '../../src/ui/connections/askForMfa';
import { TestWindow } from './support/testWindow';

const connection: Connection = { id: 'work', kind: 'aws', label: 'Work', region: 'eu-west-1', profile: 'work' };

describe('Asking for an MFA code', () => {
  let test: TestWindow;
  beforeEach(() => {
    test = new TestWindow();
  });
  afterEach(() => {
    test.restore();
  });

  it('works again after an input box could not be created', async () => {
    const ask = askForMfa(connection, new AbortController().signal);
    const make = window.createInputBox;
    test.replace(window, 'createInputBox', () => {
      throw new Error('No box.');
    });
    await assert.rejects(ask('arn:aws:iam::111122223333:mfa/work'), /No box/);
    test.replace(window, 'createInputBox', (): InputBox => {
      const box = make();
      // As if the user pressed Escape.
      setImmediate(() => {
        box.hide();
      });
      return box;
    });
    assert.deepEqual(await ask('arn:aws:iam::111122223333:mfa/work'), { kind: 'cancelled' });
  });
});
