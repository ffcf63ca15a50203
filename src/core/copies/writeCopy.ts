import { defined } from '../base/defined';
import type { ImportJob, JobFailures, JobResult } from '../jobs/job';
import type { JsonValue } from '../text/json';
import { withoutSecrets } from '../text/presignedUrl';
import { formatName, formatVersion, type Copy, type CopyHeader } from './copyFormat';

/** Minimum number of characters in a chunk, except the last. */
const chunkLength = 64 * 1024;

/** Yields a saved copy as a file's content in UTF-8, without any secret of a presigned URL. */
export async function* copyChunks(copy: Copy): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = '';
  for (const line of linesOf(copy)) {
    text += line;
    if (text.length >= chunkLength) {
      yield encoder.encode(text);
      text = '';
      // Lets other work run between chunks.
      await new Promise(setImmediate);
    }
  }
  yield encoder.encode(text);
}

function* linesOf({ label, region, savedAt = 0, services, lists, jobs }: Copy): Generator<string> {
  const header: CopyHeader = {
    format: formatName,
    version: formatVersion,
    savedAt: new Date(savedAt).toISOString(),
    connection: { label, region },
    services,
  };
  yield `${JSON.stringify(header).slice(0, -1)},\n`;
  yield '"lists":[';
  yield* items(lists);
  yield '],\n"jobs":[';
  yield* items(jobs.values(), savedJob);
  yield ']}\n';
}

function* items<T>(values: Iterable<T>, saved: (value: T) => unknown = (value) => value): Generator<string> {
  let separator = '\n';
  for (const value of values) {
    yield `${separator}${JSON.stringify(withoutSecrets(saved(value) as JsonValue))}`;
    separator = ',\n';
  }
  yield '\n';
}

/** Returns a job without its links, which anyone could use, and without its key, which is derived from its id. */
function savedJob({ failures, result, ...job }: ImportJob): object {
  return defined<object>({
    ...job,
    key: undefined,
    failures: failures && defined<JobFailures>({ ...failures, failedRecordsUrl: undefined }),
    result: result && defined<JobResult>({ ...result, url: undefined }),
  });
}
