import assert from 'node:assert/strict';
import { jobReferencesIn } from '../../../../src/core/find/jobReferences';
import { descriptions } from '../../../../src/services/index';

const uuid = '755380d7-fbdb-4ed2-a9a3-06866220f5b5';
const hex = 'd0c1b2a3948576675849302a1b2c3d4e';
const app = 'a0b1c2d3e4f5061728394a5b6c7d8e9f';
const scoped = { isScoped: true } as const;

describe('A pasted text', () => {
  const ses = { service: 'ses', id: uuid };
  const pinpoint = { service: 'pinpoint', id: hex, ...scoped };

  for (const [what, text, wanted] of [
    ['an ID of Amazon SES', ` ${uuid.toUpperCase()}\n`, { ...ses, id: uuid.toUpperCase() }],
    ['an ID of Amazon Pinpoint', hex, pinpoint],
    [
      'an ARN of Amazon SES',
      `arn:aws:ses:eu-west-1:111122223333:import-job/${uuid}`,
      { ...ses, region: 'eu-west-1', accountId: '111122223333' },
    ],
    [
      'an ARN of Amazon Pinpoint',
      `arn:aws-us-gov:mobiletargeting:us-gov-west-1:111122223333:apps/${app}/jobs/import/${hex}`,
      { ...pinpoint, scope: app, region: 'us-gov-west-1', accountId: '111122223333' },
    ],
    [
      'the address of a request',
      `https://email.eu-west-1.amazonaws.com/v2/email/import-jobs/${uuid}?x=1`,
      { ...ses, region: 'eu-west-1' },
    ],
    [
      'the address of a page of the console',
      `https://us-east-1.console.aws.amazon.com/pinpoint/home?region=us-east-1#/apps/${app}/jobs/import/${hex}`,
      { ...pinpoint, scope: app, region: 'us-east-1' },
    ],
    ['a path of the API', `/v1/apps/${app}/jobs/import/${hex}`, { ...pinpoint, scope: app }],
  ] as const) {
    it(`refers to a job: ${what}`, () => {
      const found = jobReferencesIn(text, descriptions).filter(({ service }) => service === wanted.service);
      assert.deepEqual(found, [wanted]);
    });
  }

  it('refers to no job otherwise', () => {
    for (const text of [
      ...['', 'news', '755380d7', `x ${uuid}`, 'arn:aws:ses:eu-west-1:111122223333:contact-list/news'],
      ...[`arn:aws:ses:eu-west-1:1:import-job/${uuid.slice(1)}`, 'https://[', `https://example.com/${uuid}`],
      ...['https://example.com/%E0%A4%A', 's3://bucket/import-jobs/x'],
    ]) {
      assert.deepEqual(jobReferencesIn(text, descriptions), [], text);
    }
  });
});
