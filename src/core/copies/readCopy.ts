import { JSONParser, TokenType } from '@streamparser/json';
import { ServiceError, type CopyProblem } from '../failures/failure';
import type { ImportJob } from '../jobs/job';
import { fieldsOf } from '../text/json';
import { copiedJob, copiedList } from './copiedJob';
import { formatName, formatVersion, maxBytes, type CopiedList, type Copy, type CopyHeader } from './copyFormat';
import { listOf, name, objectOf, text } from './shapes';

export interface CopyFile {
  /** For messages: `prod.json`. */
  readonly name: string;
  /** Size in bytes. */
  readonly size: number;
  /** When it was last changed, in milliseconds since the epoch. */
  readonly modifiedAt?: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Maximum depth of JSON. Deeper JSON does not describe import jobs and could exhaust the memory. */
const maxDepth = 64;

/** JSON paths of the values that are read one by one from a saved copy. */
const ownPaths = ['$.format', '$.version', '$.savedAt', '$.connection', '$.services', '$.lists.*', '$.jobs.*'];

export type FileContent =
  | { readonly kind: 'copy'; readonly copy: Copy }
  | { readonly kind: 'documents'; readonly documents: readonly unknown[] };

/**
 * Reads a saved copy, or all documents of another JSON file: one, several in a row, or one per line.
 * @param onProgress receives the fraction read so far, from 0 to 1
 * @throws ServiceError of kind `copy`, or what `signal` was aborted with
 */
export async function readFile(
  file: CopyFile,
  signal: AbortSignal,
  onProgress: (fraction: number) => void = () => undefined,
): Promise<FileContent> {
  const fails = (problem: CopyProblem) => new ServiceError({ kind: 'copy', problem, file: file.name });
  if (file.size > maxBytes) {
    throw fails('tooLarge');
  }
  let parsing: Parsing | undefined;
  let read = 0;
  for await (const chunk of file.chunks) {
    signal.throwIfAborted();
    read += chunk.length;
    if (read > maxBytes) {
      // The file grew, or its size is unknown.
      throw fails('tooLarge');
    }
    parsing ??= new Parsing(chunk);
    parsing.write(chunk);
    if (parsing.error !== undefined) {
      throw fails(parsing.isNewer ? 'newer' : 'notJson');
    }
    onProgress(file.size === 0 ? 1 : read / file.size);
  }
  signal.throwIfAborted();
  parsing?.end();
  if (parsing?.isNewer === true) {
    throw fails('newer');
  }
  if (parsing?.error !== undefined) {
    throw fails('cutOff');
  }
  return parsing?.content ?? { kind: 'documents', documents: [] };
}

/** Parses a file chunk by chunk. */
class Parsing {
  readonly #decoder: InstanceType<typeof TextDecoder> | undefined;
  readonly #parser: JSONParser;
  readonly #own: OwnFile | undefined;
  readonly #documents: unknown[] = [];
  #depth = 0;
  error: unknown;

  /** @param first the first chunk. It shows whether the file is a saved copy, whose jobs are then read one by one */
  constructor(first: Uint8Array) {
    // Windows PowerShell redirects output as UTF-16.
    const encoding = first[0] === 0xff && first[1] === 0xfe ? 'utf-16le' : undefined;
    this.#decoder = encoding === undefined ? undefined : new TextDecoder(encoding);
    const isOwn = new RegExp(`^\\uFEFF?\\s*\\{\\s*"format"\\s*:\\s*"${formatName}"`, 'u').test(
      new TextDecoder(encoding, { ignoreBOM: true }).decode(first.subarray(0, 1024)),
    );
    this.#own = isOwn ? new OwnFile() : undefined;
    // An empty separator allows several documents in a row.
    this.#parser = new JSONParser(isOwn ? { paths: ownPaths, keepStack: false } : { paths: ['$'], separator: '' });
    this.#parser.onValue = ({ value, key, stack }) => {
      if (this.#own === undefined) {
        this.#documents.push(value);
      } else {
        this.#own.add(stack[1]?.key ?? key, value);
      }
    };
    this.#parser.onToken = ({ token }) => {
      this.#depth += depthChanges.get(token) ?? 0;
      if (this.#depth > maxDepth) {
        throw new Error('The JSON is nested too deep.');
      }
    };
    this.#parser.onError = (error) => {
      this.error ??= error;
    };
  }

  /** Whether a later version of this extension saved the copy. */
  get isNewer(): boolean {
    return this.#own?.isNewer ?? false;
  }

  get content(): FileContent {
    const { copy } = this.#own ?? ownFileIn(this.#documents) ?? {};
    return copy === undefined ? { kind: 'documents', documents: this.#documents } : { kind: 'copy', copy };
  }

  write(chunk: Uint8Array): void {
    this.#try(() => this.#parser.write(this.#decoder?.decode(chunk, { stream: true }) ?? chunk));
  }

  end(): void {
    this.#try(() => {
      if (!this.#parser.isEnded) {
        this.#parser.end();
      }
    });
  }

  #try(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.error ??= error;
    }
  }
}

const depthChanges: ReadonlyMap<TokenType, number> = new Map([
  [TokenType.LEFT_BRACE, 1],
  [TokenType.LEFT_BRACKET, 1],
  [TokenType.RIGHT_BRACE, -1],
  [TokenType.RIGHT_BRACKET, -1],
]);

/** Returns a saved copy whose members another program has reordered; `undefined` for other JSON. */
function ownFileIn([document, ...others]: readonly unknown[]): OwnFile | undefined {
  const fields = fieldsOf(document);
  if (others.length > 0 || fields.format !== formatName) {
    return undefined;
  }
  const own = new OwnFile();
  for (const [member, value] of Object.entries(fields)) {
    for (const each of (member === 'lists' || member === 'jobs') && Array.isArray(value) ? value : [value]) {
      own.add(member, each);
    }
  }
  return own;
}

/** The values of a saved copy read so far. */
class OwnFile {
  readonly #members = new Map<string, unknown>();
  readonly #lists: CopiedList[] = [];
  readonly #jobs = new Map<string, ImportJob>();

  add(member: string | number | undefined, value: unknown): void {
    if (member === 'lists') {
      this.#lists.push(...[copiedList(value) ?? []].flat());
    } else if (member === 'jobs') {
      const job = copiedJob(value);
      if (job !== undefined) {
        this.#jobs.set(job.key, job);
      }
    } else if (typeof member === 'string') {
      this.#members.set(member, value);
    }
  }

  get isNewer(): boolean {
    const version = this.#members.get('version');
    return typeof version === 'number' && version > formatVersion;
  }

  get copy(): Copy {
    const { label = '', region = '' } = connection(this.#members.get('connection')) ?? {};
    const saved = this.#members.get('savedAt');
    const savedAt = typeof saved === 'string' ? Date.parse(saved) : NaN;
    return {
      label,
      region,
      ...(Number.isNaN(savedAt) ? {} : { savedAt }),
      services: services(this.#members.get('services')) ?? [],
      lists: this.#lists,
      jobs: this.#jobs,
    };
  }
}

const connection = objectOf<Partial<CopyHeader['connection']>>({ label: text, region: text });
const services = listOf(objectOf<CopyHeader['services'][number]>({ id: name, label: text }, 'id', 'label'));
