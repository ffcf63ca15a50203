import assert from 'node:assert/strict';
import { version, window } from 'vscode';
import { Log } from '../../src/ui/log';
import { TestWindow } from './support/testWindow';

/** Throws once it is closed, like VS Code's own channel. */
class Channel {
  readonly lines: string[] = [];
  #isClosed = false;

  readonly trace = this.#write.bind(this);
  readonly info = this.#write.bind(this);
  readonly warn = this.#write.bind(this);

  show(): void {
    this.#write('shown');
  }

  dispose(): void {
    this.#isClosed = true;
  }

  #write(line: string): void {
    if (this.#isClosed) throw new Error('Channel has been closed');
    this.lines.push(line);
  }
}

describe('The log', () => {
  let test: TestWindow;
  let channels: Channel[];

  beforeEach(() => {
    test = new TestWindow();
    channels = [];
    test.replace(window, 'createOutputChannel', () => {
      const channel = new Channel();
      channels.push(channel);
      return channel;
    });
  });
  afterEach(() => {
    test.restore();
  });

  it('drops lines of requests in flight after it was disposed of', () => {
    const log = new Log('1.2.3');
    log.info('before');
    log.dispose();
    log.trace('after');
    log.info('after');
    log.failure('Amazon SES', { kind: 'cancelled' });
    log.show();
    assert.deepEqual(
      channels.map(({ lines }) => lines),
      [[`Import Jobs 1.2.3, VS Code ${version}`, 'before']],
    );
  });

  it('removes credentials and the queries of signed links from every line', () => {
    const log = new Log('1.2.3');
    const text = 'https://example.com/file.csv?X-Amz-Signature=hidden, key AKIAHIDDENHIDDEN1234';
    log.trace(text);
    log.info(text);
    log.failure(text, { kind: 'cancelled', operation: text, requestId: text, detail: text });
    const lines = channels.flatMap((channel) => channel.lines).slice(1);
    assert.equal(lines.length, 3);
    for (const line of lines) {
      assert.match(line, /example\.com\/file\.csv\?… key …/);
      assert.doesNotMatch(line, /hidden/i);
    }
  });

  it('opens no channel after it was disposed of', () => {
    const log = new Log('1.2.3');
    log.dispose();
    log.trace('after');
    assert.equal(channels.length, 0);
  });
});
