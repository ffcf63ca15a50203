import assert from 'node:assert/strict';
import {
  downloadMessage,
  explainTooLarge,
  maxBytes,
  type Destination,
} from '../../../src/core/failedRecords/explainDownload';
import { saveWhole } from '../../../src/core/failedRecords/streams';
import { failureOf, sentenceOf } from './downloads';

async function* some(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

describe('Saving failed records to a remote file system', () => {
  it('writes them as a whole, and returns their size', async () => {
    const written: string[] = [];
    const write = (content: Uint8Array) => Promise.resolve(void written.push(Buffer.from(content).toString()));
    assert.equal(await saveWhole(some('a,b\n', '1,2\n'), write), 8);
    assert.deepEqual(written, ['a,b\n1,2\n']);
  });

  it('writes nothing when the download fails, and rethrows its error', async () => {
    const chunks = async function* () {
      yield* some('a');
      throw new TypeError('mine');
    };
    await assert.rejects(
      saveWhole(chunks(), () => assert.fail('It was written.')),
      TypeError,
    );
  });

  for (const [code, sentence] of [
    ['NoPermissions', 'No permission to write to the folder'],
    ['FileNotFound', 'The folder no longer exists'],
    ['FileNotADirectory', 'The folder no longer exists'],
    ['Unavailable', 'The file system is not available'],
    ['Unknown', 'The file could not be written'],
  ]) {
    it(`reports the rejection ${code ?? ''}`, async () => {
      const refused = () => Promise.reject(Object.assign(new Error('vscode-vfs://secret'), { code }));
      assert.equal(await sentenceOf(saveWhole(some('a'), refused)), sentence);
    });
  }
});

describe('Messages about failed records', () => {
  it('say that they could not be saved when the file system rejected them', async () => {
    const failure = await failureOf(
      saveWhole(some('a'), () => Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' }))),
    );
    assert.ok(failure.kind === 'disk');
    const message = 'The failed records could not be saved. The disk is full. Free up space or choose another folder.';
    assert.equal(downloadMessage(failure), message);
    assert.match(
      downloadMessage({ kind: 'refused' }),
      /^The failed records could not be read\. A new link was refused too/,
    );
    assert.match(downloadMessage({ kind: 'noFile' }), /^This import job has no file of failed records\. /);
  });

  it('give the size limit and an alternative for each destination', () => {
    const messages: Readonly<Record<Destination, RegExp>> = {
      editor: /^The failed records are larger than 50 MB, .*\. Save them to a file/,
      disk: /^The failed records were not saved: they are larger than 50 GB\. Copy the failed records URL/,
      fileSystem: /^The failed records were not saved: they are larger than 50 MB, .*\. Choose a folder on a disk/,
    };
    for (const destination of Object.keys(maxBytes) as Destination[]) {
      const { sentence, next } = explainTooLarge(destination);
      assert.match(`${sentence}. ${next}`, messages[destination]);
    }
  });
});
