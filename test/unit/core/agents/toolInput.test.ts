import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connectionsLike, InputError, jobQueryOf, listQueryOf } from '../../../../src/core/agents/toolInput';
import { names } from '../../../../src/services/index';
import { aJob } from '../../../support/jobs';

interface Tool {
  readonly name: string;
  readonly inputSchema: {
    readonly properties: Readonly<Record<string, { readonly items?: { readonly enum: readonly string[] } }>>;
  };
}

const now = new Date(2026, 10, 27, 12).getTime();
const day = 24 * 3_600_000;
const query = (input: unknown) => listQueryOf(input, names, () => now);

const isInputError = (pattern: RegExp) => (error: unknown) =>
  error instanceof InputError && pattern.test(error.message);

describe('Input of a language model', () => {
  it('selects jobs by all conditions of the filter', () => {
    const job = aJob('a1b2', {
      phase: 'failed',
      createdAt: now - day,
      target: 'Contact list Newsletter',
      failures: { message: 'No such bucket' },
    });
    for (const input of [
      {},
      { states: ['failed', 'succeededWithFailures'], createdInLastDays: 7 },
      { states: 'failed' },
      { services: ['ses'], destination: 'newsletter', text: 'BUCKET a1b2', createdInLastDays: null },
      { createdFrom: '2026-11-26', createdTo: '2026-11-26' },
      { createdFrom: '2026-11-26' },
    ]) {
      assert.equal(query(input).matches(job), true, JSON.stringify(input));
    }
    for (const input of [
      { states: ['succeeded'] },
      { services: ['pinpoint'] },
      { destination: 'newsletter weekly' },
      { text: 'key' },
      { createdInLastDays: 1 },
      { createdTo: '2026-11-25' },
    ]) {
      assert.equal(query(input).matches(job), false, JSON.stringify(input));
    }
    assert.deepEqual(
      names.filter((name) => query({ services: ['ses', 'pinpoint'] }).includes(name)),
      ['ses', 'pinpoint'],
    );
  });

  it('is rejected with the valid values, since ignoring a condition would give a wrong answer', () => {
    for (const [input, message] of [
      [{ state: 'failed' }, /^There is no input "state"\. Inputs: states, /],
      [{ states: ['error'] }, /^"states" cannot be "error"\. Values: waiting, running, /],
      [{ services: [7] }, /^"services" cannot be "number"\. Values: ses, mailManager, /],
      [{ createdInLastDays: 0.5 }, /whole number/],
      [{ createdInLastDays: 7, createdFrom: '2026-11-01' }, /^Use either/],
      [{ createdFrom: 'yesterday' }, /^"createdFrom" must be a day such as /],
      [{ text: {} }, /^"text" must be a text/],
    ] as const) {
      assert.throws(() => query(input), isInputError(message), JSON.stringify(input));
    }
    assert.throws(() => jobQueryOf({}), isInputError(/^"job" must be/));
    assert.throws(() => jobQueryOf({ id: 'x' }), isInputError(/^There is no input "id"/));
  });

  it('names a job and connections by part of their label', () => {
    assert.deepEqual(jobQueryOf({ job: ' x ', connection: 'prod' }), { job: 'x', connection: 'prod' });
    const accounts = ['prod · eu-west-1', 'prod · us-east-1', 'Sandbox'].map((label) => ({ connection: { label } }));
    assert.deepEqual(connectionsLike(accounts, 'PROD east'), [accounts[1]]);
    assert.deepEqual(connectionsLike(accounts, ''), accounts);
  });

  it('is described in the manifest with the same states, services and names', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly contributes: { readonly languageModelTools: readonly Tool[] };
    };
    const [list, get] = contributes.languageModelTools;
    const { states, services } = list?.inputSchema.properties ?? {};
    assert.deepEqual(services?.items?.enum, names);
    const values = (name: string, value: unknown) => {
      try {
        query({ [name]: value });
      } catch (error) {
        return /(?:Values|Inputs): (.*)\.$/.exec((error as Error).message)?.[1]?.split(', ');
      }
      return assert.fail();
    };
    assert.deepEqual(states?.items?.enum, values('states', ['?']));
    assert.deepEqual(Object.keys(list?.inputSchema.properties ?? {}), values('?', ''));
    assert.deepEqual(Object.keys(get?.inputSchema.properties ?? {}), ['job', 'connection']);
  });
});
