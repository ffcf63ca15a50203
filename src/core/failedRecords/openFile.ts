import { addressOf } from './address';
import { DownloadError, networkError } from './downloadFailure';
import type { Open, Opened } from './open';
import { isS3Host, s3ErrorCode } from './s3';
import { within, type Patience } from './waiting';

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 3;
/** How S3 says that a link has expired; 400 where the session that signed it has. */
const expired: ReadonlySet<number> = new Set([400, 403]);

export interface OpenFileOptions {
  /** A URL that was never used; `undefined` where there is no file. What it throws is thrown. */
  readonly freshUrl: () => Promise<string | undefined>;
  readonly open: Open;
}

/**
 * The answer that has the file. A link that has expired meanwhile is replaced once.
 * @throws DownloadError
 */
export async function openFile({ freshUrl, open }: OpenFileOptions, patience: Patience): Promise<Opened> {
  const { clock, signal } = patience;
  const attempt = async () => {
    const url = await within(freshUrl(), { clock, signal });
    if (url === undefined) {
      throw new DownloadError({ kind: 'noFile' });
    }
    return follow(addressOf(url), open, patience);
  };
  let opened = await attempt();
  if (expired.has(opened.status)) {
    opened.body.destroy();
    opened = await attempt();
  }
  if (opened.status !== 200) {
    const code = await within(s3ErrorCode(opened), patience);
    opened.body.destroy();
    throw refusal(opened.status, code);
  }
  return opened;
}

/** Goes where the host sends on to, as long as that is the host itself. */
async function follow(start: URL, open: Open, patience: Patience): Promise<Opened> {
  let url = start;
  for (let hops = 0; ; hops += 1) {
    const opened = await ask(url, open, patience);
    const { location } = opened.headers;
    if (!redirects.has(opened.status) || location === undefined) {
      return opened;
    }
    opened.body.destroy();
    const next = addressOf(location, url);
    if (next.host !== url.host) {
      throw new DownloadError({ kind: 'otherHost', isS3: isS3Host(url.hostname) });
    }
    if (hops === mostRedirects) {
      throw new DownloadError({ kind: 'tooManyRedirects' });
    }
    url = next;
  }
}

async function ask(url: URL, open: Open, patience: Patience): Promise<Opened> {
  try {
    return await within(open(url, patience.signal), patience);
  } catch (error) {
    throw error instanceof DownloadError ? error : networkError(error);
  }
}

function refusal(status: number, code: string | undefined): DownloadError {
  const said = code === undefined ? {} : { code };
  switch (status) {
    case 403:
      return new DownloadError({ kind: 'refused', ...said });
    case 404:
    case 410:
      return new DownloadError({ kind: 'notFound' });
    default:
      return new DownloadError({ kind: 'status', status, ...said });
  }
}
