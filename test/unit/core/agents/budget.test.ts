import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withinBudget } from '../../../../src/core/agents/budget';

describe('A result within a token budget', () => {
  const render = (lines: number) => ['head', ...Array.from({ length: lines }, (_, line) => `line ${line}`)].join('\n');
  const limit = (tokens: number) => ({ tokens, count: (text: string) => Promise.resolve(text.length) });

  it('has as many lines as fit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40), fc.nat(400), async (total, tokens) => {
        const text = await withinBudget(total, render, limit(tokens), 'No');
        assert.ok(text.length <= tokens);
        const expected = Array.from({ length: total + 1 }, (_, lines) => render(lines))
          .filter(({ length }) => length <= tokens)
          .at(-1);
        assert.equal(text, expected ?? (tokens >= 2 ? 'No' : ''));
      }),
    );
  });

  it('counts tokens only a few times for any number of lines', async () => {
    let counts = 0;
    const count = (text: string) => {
      counts++;
      return Promise.resolve(text.length);
    };
    await withinBudget(1_000, render, { tokens: 500, count }, 'No');
    assert.ok(counts <= 12, `counted ${counts} times`);
  });

  it('is whole without a budget', async () => {
    assert.equal(await withinBudget(50, render, undefined, 'No'), render(50));
  });
});
