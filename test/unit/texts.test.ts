import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { projectRule } from '../support/projectRule';

const eslint = projectRule('texts');

/** Returns the lines that the rule reports in a file of src. */
async function reportedLines(lines: readonly string[]): Promise<readonly string[]> {
  const [result] = await (await eslint).lintText(lines.join('\n'), { filePath: resolve('src/core/made.tsx') });
  return (result?.messages ?? []).map(({ line, ruleId, message }) => {
    assert.equal(ruleId, 'texts/translated', message);
    return lines[line - 1] ?? '';
  });
}

describe('the lint rule for texts', () => {
  it('reports those that bypass l10n', async () => {
    const lines = [
      `const a1 = 'Open the settings';`,
      `export const a2 = 'Open the settings';`,
      'const a3 = `${count} jobs`;',
      'const a4 = `Copy ${label}`;',
      `const a5 = { title: 'jobs' };`,
      `const a6 = { title: isOpen ? 'open' : undefined };`,
      `const a7 = state === 'failed' ? 'Failed' : undefined;`,
      `const a8 = 'Copy ' + 'the ID';`,
      `const a9 = { 'Segment ID': id };`,
      `const a10 = ['One of them', value].join(' · ');`,
      `function a11() { switch (x) { case 'a': return 'No jobs'; } }`,
      `const a12 = <p>Jobs</p>;`,
      `const a13 = <p title="jobs" />;`,
      'const a14 = <p title={`copy ${x}`} />;',
      `const a15 = <p aria-label={isOpen ? 'close' : undefined} />;`,
      `const a16 = <p>{isOpen ? 'Close' : undefined}</p>;`,
      `throw new IniError('duplicate section');`,
      `show(l10n.t('{0}: {1}', 'Access denied', x));`,
      `show(l10n.t({ message: '{0}', args: ['Access denied'] }));`,
      `confirm({ detail: 'Nothing changes' });`,
      `window.showInformationMessage('Job deleted');`,
      'show(l10n.t(`Copy ${x}`));',
      `show(l10n.t(isOpen ? 'Open it' : 'Close it'));`,
      `show(l10n.t(text));`,
      `show(l10n.t({ message: 'Copy ' + what, args: [] }));`,
    ];
    assert.deepEqual([...new Set(await reportedLines(lines))], lines);
  });

  it('accepts translated texts, and strings that are not shown', async () => {
    const lines = [
      `import type { A } from 'some package';`,
      `export { b } from './some file';`,
      `const b1 = l10n.t('Open the settings');`,
      `const b2 = l10n.t({ message: 'Open {0}', args: [x], comment: ['The name of a file'] });`,
      `const b3 = l10n.t({ message: '{0} of {1}', args: { x }, comment: 'Two counts' });`,
      'const b4 = `${a} · ${b}`;',
      'const b5 = `${a} ${b}`;',
      `const b6 = 'importJobs.copyUrl';`,
      `const b7 = { title: '' };`,
      `const b8 = { type: 'failed', label };`,
      `type B9 = 'some words' | 'Words';`,
      `if (code === 'Not found' || text.includes('not found')) throw new Error('Not found there');`,
      'log.trace(`${a} took ${b} ms`);',
      'this.#parts.log.failure(`${label}, an item`, failure);',
      'this.#trace(`one request per ${x} ms`);',
      `const b10 = { 'identity-based policy': 'identity' };`,
      `const b11 = table['some words'];`,
      'const b12 = <p class={`card ${x}`} data-row="failures" />;',
      'const b13 = { control: `entry ${index}`, what: `group ${first}` as const };',
      `const b14 = <p title={title(row, 'jobs')} />;`,
      `const b15 = 'Amazon SES';`,
      "const b17 = ['style-src ' + source, \"default-src 'none'\"];",
      'const b18 = `$(check) ${text}`;',
      'const b20 = `HTTP ${status}`;',
      `throw new ServiceError({ kind: 'malformed', detail: 'Neither of them' });`,
      `const b19 = new Set(['Environment']);`,
      `function b16() { switch (x) { case 'Two words': return undefined; } }`,
    ];
    assert.deepEqual(await reportedLines(lines), []);
  });

  it('is disabled nowhere without a reason', () => {
    const disabled = globSync('src/**/*.{ts,tsx}').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^.*(?:es|ox)lint-disable.*$/gm)].map(
        ([line]) => `${file}: ${line.trim()}`,
      ),
    );
    assert.deepEqual(
      disabled.filter((line) => !/(?:es|ox)lint-disable-(next-)?line [\w/, @-]+ -- \S+ \S+/.test(line)),
      [],
    );
  });
});
