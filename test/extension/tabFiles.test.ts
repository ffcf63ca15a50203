import assert from 'node:assert/strict';
import {
  TabInputCustom,
  TabInputNotebook,
  TabInputNotebookDiff,
  TabInputTerminal,
  TabInputText,
  TabInputTextDiff,
  TabInputWebview,
  Uri,
} from 'vscode';
import { filesOf } from '../../src/ui/failedRecords/tabFiles';

const [one, other] = [Uri.parse('import-jobs-records:/1/one.csv'), Uri.parse('import-jobs-records:/2/other.csv')];

describe('The files of a tab', () => {
  it('are the one in an editor of any kind', () => {
    for (const input of [
      new TabInputText(one),
      new TabInputCustom(one, 'csv.table'),
      new TabInputNotebook(one, 'csv'),
    ]) {
      assert.deepEqual(filesOf({ input }), [one]);
    }
  });

  it('are both in a diff editor', () => {
    for (const input of [new TabInputTextDiff(one, other), new TabInputNotebookDiff(one, other, 'csv')]) {
      assert.deepEqual(filesOf({ input }), [one, other]);
    }
  });

  it('are none if a tab shows no file', () => {
    for (const input of [undefined, new TabInputWebview('importJobs.details'), new TabInputTerminal()]) {
      assert.deepEqual(filesOf({ input }), []);
    }
  });
});
