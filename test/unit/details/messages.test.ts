import assert from 'node:assert/strict';
import { isFromPage } from '../../../src/ui/details/fromPage';
import { readMessage } from '../../../src/webview/details/incoming';

describe('a message from the page', () => {
  for (const message of [
    { type: 'ready' },
    { type: 'act', action: 'saveFailedRecords' },
    { type: 'act', action: 'reveal applicationId' },
    { type: 'copyRow', id: 'bucket' },
    { type: 'copyEntry', index: 0 },
    { type: 'copyEntries', what: 'all', indices: [] },
    { type: 'copyEntries', what: 'group 12', indices: [12, 14] },
  ]) {
    it(`is accepted: ${JSON.stringify(message)}`, () => {
      assert.ok(isFromPage(message));
    });
  }

  for (const message of [
    undefined,
    null,
    'ready',
    [],
    {},
    { type: 'other' },
    { type: 'act' },
    { type: 'act', action: 'toString' },
    { type: 'act', action: 'importJobs.removeConnection' },
    { type: 'copyRow' },
    { type: 'copyRow', id: 7 },
    { type: 'copyEntry', index: '0' },
    { type: 'copyEntry', index: 1.5 },
    { type: 'copyEntries', what: 'group', indices: [1] },
    { type: 'copyEntries', what: 'group 1; rm', indices: [1] },
    { type: 'copyEntries', what: 'all', indices: 'all' },
    { type: 'copyEntries', what: 'some', indices: [0] },
    { type: 'copyEntries', what: 'all' },
    { type: 'copyEntries', what: 'shown', indices: [1, NaN] },
  ]) {
    it(`is ignored: ${JSON.stringify([message])}`, () => {
      assert.ok(!isFromPage(message));
    });
  }
});

describe('a message to the page', () => {
  const model = {
    title: '',
    summary: '',
    jobId: '',
    phase: '',
    stateLabel: '',
    rawJson: '',
    trail: [],
    sections: [],
    read: {},
  };
  const show = { type: 'show', model, panelState: {}, panel: 1, busy: [] };

  it('is accepted when the page can render it', () => {
    assert.equal(readMessage(show), show);
    assert.ok(readMessage({ type: 'empty', busy: [] }) !== undefined);
    for (const type of ['acted', 'rowCopied', 'entryCopied', 'entriesCopied']) {
      assert.ok(readMessage({ type }) !== undefined, type);
    }
  });

  it('is ignored when part of it is missing, or when it has another sender', () => {
    for (const wrong of [
      { ...show, busy: undefined },
      { ...show, panel: '1' },
      { ...show, model: { ...model, sections: {} } },
      { type: 'empty' },
      { type: 'other' },
      'show',
      null,
    ]) {
      assert.equal(readMessage(wrong), undefined);
    }
  });
});
