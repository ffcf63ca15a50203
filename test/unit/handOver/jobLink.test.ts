import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linkProblemText, linkTo, parseLink, type JobLink, type LinkUri } from '../../../src/core/handOver/jobLink';
import { hostileText } from '../../support/hostileText';

const link: JobLink = {
  accountId: '123456789012',
  region: 'eu-west-1',
  job: { service: 'pinpoint', scope: 'app1', id: 'job-1' },
};
const query = 'account=123456789012&region=eu-west-1&service=pinpoint&scope=app1&id=job-1';
const services = ['ses', 'pinpoint'];

const uriOf = (query: string, path = '/job', fragment = ''): LinkUri => ({ path, query, fragment });
const parse = (uri: LinkUri) => parseLink(uri, services);
const linkIn = (uri: LinkUri) => {
  const parsed = parse(uri);
  return 'link' in parsed ? parsed.link : undefined;
};
const sentenceOf = (uri: LinkUri) => {
  const parsed = parse(uri);
  return 'problem' in parsed ? linkProblemText(parsed.problem) : 'no problem';
};
/** Parses a path with a query as VS Code hands it over: decoded. */
const opened = (text: string) => {
  const { pathname, search } = new URL(`vscode://import-jobs.import-jobs${text}`);
  return linkIn(uriOf(decodeURIComponent(search.slice(1)), decodeURIComponent(pathname)));
};

describe('A link to a job', () => {
  it('names account, region, service, scope and ID', () => {
    assert.equal(linkTo(link), `/job?${query}`);
    assert.deepEqual(linkIn(uriOf(query)), link);
    const short = { region: 'eu-west-1', job: { service: 'ses', id: 'job-1' } };
    assert.equal(linkTo(short), '/job?region=eu-west-1&service=ses&id=job-1');
    assert.deepEqual(linkIn(uriOf('id=job-1&service=ses&region=eu-west-1')), short, 'In any order.');
  });

  it('is not created for what it cannot name', () => {
    for (const id of ['', 'a b', 'a&id=b', 'a%2Fb', '../x', 'ü', 'a\n', 'a'.repeat(256)]) {
      assert.equal(linkTo({ ...link, job: { ...link.job, id } }), undefined, id);
    }
    for (const region of ['', 'EU-WEST-1', 'eu-west-1.evil.invalid', 'evil']) {
      assert.equal(linkTo({ ...link, region }), undefined, region);
    }
  });

  it('is invalid if anything is missing, repeated, unknown or of another form, and a sentence says what', () => {
    const rest = 'service=ses&id=job-1';
    const start = 'This link cannot be opened: ';
    for (const [uri, said] of [
      [uriOf(''), 'its field “region” is missing.'],
      [uriOf('region=eu-west-1&id=job-1'), 'its field “service” is missing.'],
      [uriOf('region=eu-west-1&service=ses'), 'its field “id” is missing.'],
      [uriOf(`${query}&id=job-2`), 'its field “id” is unknown or repeated.'],
      [uriOf(`${query}&endpoint_url=http://evil.invalid`), 'its field “endpoint_url” is unknown or repeated.'],
      [uriOf(`${query}&profile=admin`), 'its field “profile” is unknown or repeated.'],
      [uriOf(`${query}&__proto__=x`), 'its field “__proto__” is unknown or repeated.'],
      [uriOf(`${query}&`), 'its field “” is unknown or repeated.'],
      [uriOf(`region=nowhere&${rest}`), 'its field “region” cannot be “nowhere”.'],
      [uriOf(`region=eu-west-1.evil.invalid&${rest}`), 'its field “region” cannot be “eu-west-1.evil.invalid”.'],
      [uriOf(`account=1&region=eu-west-1&${rest}`), 'its field “account” cannot be “1”.'],
      [uriOf('region=eu-west-1&service=ses&id=a=b'), 'its field “id” cannot be “a=b”.'],
      [uriOf('region=eu-west-1&service=ses&id=job-1\n'), 'its field “id” cannot be “job-1”.'],
      [uriOf('region=eu-west-1&service=ses&id=\u202ejob\0'), 'its field “id” cannot be “job”.'],
      [uriOf(`region=eu-west-1&service=ses&id=${'a'.repeat(256)}`), `its field “id” cannot be “${'a'.repeat(40)}…”.`],
      [uriOf('region=eu-west-1&service=s3&id=job-1'), 'Import Jobs does not know the service “s3”.'],
      [uriOf(query, '/jobs'), 'Import Jobs has no page “/jobs”.'],
      [uriOf(query, ''), 'Import Jobs has no page “”.'],
      [uriOf(query, '/job', 'x'), 'Import Jobs has no page “/job#x”.'],
      [uriOf(`${query}&${'x'.repeat(1_000_000)}`), 'it is too long.'],
    ] as const) {
      assert.equal(sentenceOf(uri), `${start}${said}`);
    }
  });

  it('leads back to its job, or is not created', () => {
    fc.assert(
      fc.property(hostileText, fc.option(hostileText, { nil: undefined }), hostileText, (id, scope, region) => {
        const job = { service: 'ses', id, ...(scope === undefined ? {} : { scope }) };
        for (const made of [
          { region, job },
          { ...link, job },
        ]) {
          const text = linkTo(made);
          assert.deepEqual(text === undefined ? made : opened(text), made);
        }
      }),
    );
    const plainId = fc.stringMatching(/^[\w.-]{1,255}$/u);
    fc.assert(
      fc.property(plainId, plainId, (id, scope) => {
        const made = { ...link, region: 'us-gov-west-1', job: { service: 'customerProfiles', scope, id } };
        const [path = '', parameters = ''] = (linkTo(made) ?? assert.fail('A link can name it.')).split('?');
        assert.deepEqual(parseLink(uriOf(parameters, path), [made.job.service]), { link: made });
      }),
    );
  });

  it('is of the known form or invalid for any text, and its message is one short harmless line', () => {
    const names = ['account', 'region', 'service', 'scope', 'id'];
    const field = fc.oneof(
      hostileText,
      fc.tuple(fc.constantFrom(...names), hostileText).map((pair) => pair.join('=')),
      fc.constantFrom(...query.split('&')),
    );
    const path = fc.oneof({ weight: 4, arbitrary: fc.constant('/job') }, hostileText);
    const fragment = fc.oneof({ weight: 4, arbitrary: fc.constant('') }, hostileText);
    fc.assert(
      fc.property(fc.array(field, { maxLength: 7 }), path, fragment, (fields, ...[ofPath, ofFragment]) => {
        const uri = uriOf(fields.join('&'), ofPath, ofFragment);
        const parsed = parse(uri);
        if ('link' in parsed) {
          const { accountId = '123456789012', region, job } = parsed.link;
          assert.match([accountId, region, job.service, job.scope ?? '', job.id].join(' '), /^[\w. -]+$/u);
          assert.deepEqual([ofPath, ofFragment], ['/job', '']);
          assert.ok(services.includes(job.service));
        } else {
          const sentence = linkProblemText(parsed.problem);
          assert.ok(sentence.length < 160, sentence);
          assert.match(sentence, /^This link cannot be opened: .*\.$/u);
          assert.doesNotMatch(sentence, /[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u);
          assert.ok(sentence.isWellFormed());
        }
      }),
      { numRuns: 500 },
    );
  });
});
