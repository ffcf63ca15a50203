import { DownloadError } from './downloadFailure';

/**
 * A URL that may be asked: https, or http to this machine. A user name or password in it is dropped.
 * @param base what a relative one is relative to
 * @throws DownloadError
 */
export function addressOf(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new DownloadError({ kind: 'badUrl' });
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new DownloadError({ kind: 'insecure' });
  }
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

/** Whether a host is this machine, as `URL` spells hosts: an IPv4 address in four decimals, IPv6 in brackets. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}
