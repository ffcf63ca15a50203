import assert from 'node:assert/strict';
import { Expansion } from '../../../../src/ui/tree/expansion';

describe('Expanded rows', () => {
  const stored = new Map<string, unknown>();
  const memory = {
    get: (key: string) => stored.get(key),
    update: (key: string, value: unknown) => {
      stored.set(key, structuredClone(value));
      return Promise.resolve();
    },
  };
  const next = () => new Expansion(memory);

  beforeEach(() => {
    stored.clear();
  });

  it('are restored in the next window, also those that VS Code only read', () => {
    const expansion = next();
    expansion.set('expanded', true);
    expansion.set('collapsed', false);
    expansion.keepExpanded('read');
    assert.deepEqual(
      ['expanded', 'read', 'collapsed', 'untouched'].map((id) => next().isRestored(id)),
      [true, true, false, false],
    );
  });

  it('are not drawn differently in this window because VS Code read them', () => {
    const expansion = next();
    expansion.keepExpanded('read');
    assert.equal(expansion.isExpanded('read'), undefined);
  });

  it('count as restored while VS Code reads them again, until the user toggles them', () => {
    next().set('expanded', true);
    const expansion = next();
    expansion.keepExpanded('expanded');
    assert.equal(expansion.isRestored('expanded'), true);
    expansion.set('expanded', true);
    assert.equal(expansion.isRestored('expanded'), false);
  });
});
