import assert from 'node:assert/strict';
import { filesOf } from '../../../src/ui/failedRecords/tabFiles';

const uri = (path: string) => ({ scheme: 'import-jobs-records', toString: () => path });
const shownIn = (input: unknown) => filesOf(input).map(String);

describe('The files of a tab', () => {
  it('are the one that an editor shows, whatever its kind', () => {
    assert.deepEqual(shownIn({ uri: uri('text') }), ['text']);
    assert.deepEqual(shownIn({ uri: uri('table'), viewType: 'csv.table' }), ['table']);
    assert.deepEqual(shownIn({ uri: uri('book'), notebookType: 'csv' }), ['book']);
  });

  it('are those of a comparison', () => {
    assert.deepEqual(shownIn({ original: uri('old'), modified: uri('new') }), ['old', 'new']);
  });

  it('are none where a tab shows no file', () => {
    for (const input of [undefined, null, {}, { viewType: 'importJobs.details' }]) assert.deepEqual(shownIn(input), []);
  });
});
