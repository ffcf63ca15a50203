/** Location of an object, or of all objects with a prefix, in Amazon S3. */
interface S3Location {
  readonly bucket: string;
  /** A prefix if it is empty or ends with a slash. */
  readonly key: string;
}

/** A bucket's name, including legacy names that the current rules do not allow. */
const name = String.raw`(?<bucket>[A-Za-z0-9][\w.-]{1,253}[A-Za-z0-9])`;
const s3Url = new RegExp(`^s3://${name}(?:/(?<key>.*))?$`, 'isu');
/** A URL with a query or fragment is more than a location, so it does not match. */
const webUrl = /^https:\/\/(?<host>[^/?#]+)(?:\/(?<path>[^?#]*))?$/iu;
const endpoint = String.raw`s3(?:[.-](?:dualstack\.)?[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?`;
const bucketHost = new RegExp(`^${name}\\.${endpoint}$`, 'iu');
const sharedHost = new RegExp(`^${endpoint}$`, 'iu');
const bucketPath = new RegExp(`^${name}(?:/(?<key>.*))?$`, 'isu');

/** Parses `s3://bucket/key` and the equivalent https URLs of S3; `undefined` for anything else. */
export function s3LocationOf(url: string): S3Location | undefined {
  const { host, path = '' } = webUrl.exec(url)?.groups ?? {};
  if (host === undefined) {
    return locationOf(s3Url.exec(url)?.groups);
  }
  const decoded = withoutPercents(path);
  if (decoded === undefined) {
    return undefined;
  }
  return sharedHost.test(host)
    ? locationOf(bucketPath.exec(decoded)?.groups)
    : locationOf(bucketHost.exec(host)?.groups, decoded);
}

function locationOf(groups: Partial<Record<string, string>> | undefined, path?: string): S3Location | undefined {
  const { bucket, key = path ?? '' } = groups ?? {};
  return bucket === undefined ? undefined : { bucket, key };
}

function withoutPercents(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
