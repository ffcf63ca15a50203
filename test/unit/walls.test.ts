import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { roomOf, rooms, wallsTable } from '../../lint/walls.mjs';
import { projectRule } from '../support/projectRule';

/** Returns a file of a room, relative to src and without extension. `*` is a fictitious service. */
function fileOf(room: string): string {
  const path = room.replace('*', 'made').replace(/\*$/, 'Made');
  return globSync(`src/${room}.ts`).length > 0 ? path : `${path}/made`;
}

/** Returns the lines that the project's configuration reports in a file of a room. */
async function reportedLines(room: string, lines: readonly string[]): Promise<readonly string[]> {
  const filePath = resolve(`src/${fileOf(room)}.ts`);
  const [result] = await (await eslint).lintText(lines.join('\n'), { filePath });
  const messages = result?.messages ?? [];
  assert.deepEqual(
    messages.filter(({ ruleId }) => ruleId !== 'walls/rooms'),
    [],
  );
  return messages.map(({ line }) => lines[line - 1] ?? '');
}

function importFrom(room: string, other: string): string {
  const path = relative(dirname(fileOf(room)), fileOf(other));
  return path.startsWith('.') ? path : `./${path}`;
}

const eslint = projectRule('walls');

describe('import rules between the rooms of src', () => {
  it('cover every file of src, and have no empty room', () => {
    const files = globSync('src/**/*.{ts,tsx}').map((path) => relative('src', path).replace(/\.tsx?$/, ''));
    assert.deepEqual([...new Set(files.map((file) => roomOf(file)?.room))].sort(), Object.keys(rooms).sort());
  });

  it('match the table in ARCHITECTURE.md', () => {
    assert.ok(readFileSync('ARCHITECTURE.md', 'utf8').includes(wallsTable()), `It has to be:\n\n${wallsTable()}`);
  });

  for (const [room, { rooms: allowed }] of Object.entries(rooms)) {
    it(`let ${room} import only rooms allowed by the table`, async () => {
      const offending: string[] = [];
      const fine: string[] = [];
      for (const [index, other] of Object.keys(rooms).entries()) {
        if (other === room) continue;
        const source = importFrom(room, other);
        const access = allowed[other];
        const all = access === 'all';
        (all ? fine : offending).push(`import { value as room${index}_1 } from '${source}';`);
        (all ? fine : offending).push(`export { value as room${index}_2 } from '${source}';`);
        (all || access === 'lazily' ? fine : offending).push(`void import('${source}');`);
        (access === undefined ? offending : fine).push(`import type { T as room${index}_3 } from '${source}';`);
      }
      assert.deepEqual(await reportedLines(room, offending), offending);
      assert.deepEqual(await reportedLines(room, fine), []);
    });
  }

  for (const room of Object.keys(rooms).filter((name) => name.includes('*'))) {
    it(`keep ${room} of one service separate from other services`, async () => {
      const line = `import { value } from '../other/${basename(fileOf(room))}';`;
      assert.deepEqual(await reportedLines(room, [line]), [line]);
    });
  }

  it('restrict packages to their rooms', async () => {
    const packages = [
      'vscode',
      '@aws-sdk/client-sesv2',
      '@smithy/types',
      'p-queue',
      'csv-parse',
      'preact',
      'node:https',
    ];
    const mayImport = (room: string) => rooms[room]?.packages ?? [];
    for (const room of Object.keys(rooms)) {
      const offending = packages
        .filter((name) => !mayImport(room).some((allowed) => name.startsWith(allowed.replace(/\*$/, ''))))
        .map((name) => `import '${name}';`);
      assert.ok(offending.length > 0);
      assert.deepEqual(await reportedLines(room, offending), offending);
    }
  });
});

describe('the files of src', () => {
  it('name a service only in src/services', () => {
    const services = globSync('src/services/*/').map((folder) => basename(folder));
    assert.ok(services.length > 0);
    const name = new RegExp(`\\b${services.join('\\b|\\b')}\\b`, 'i');
    const naming = globSync('src/{core,ui,aws}/**/*.{ts,tsx}').filter((file) => name.test(readFileSync(file, 'utf8')));
    assert.deepEqual(naming, []);
  });

  it('import each other without a cycle, types included', () => {
    const files = globSync('src/**/*.{ts,tsx}').map((file) => resolve(file));
    const importsOf = new Map(
      files.map((file) => {
        const found = ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles;
        const relatives = found.map(({ fileName }) => fileName).filter((name) => name.startsWith('.'));
        return [
          file,
          relatives.flatMap((name) => {
            const target = join(dirname(file), name);
            return [`${target}.ts`, `${target}.tsx`].filter((candidate) => files.includes(candidate));
          }),
        ] as const;
      }),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file))
        cycles.push([...path.slice(path.indexOf(file)), file].map((f) => relative('src', f)).join(' → '));
      else if (!done.has(file)) {
        for (const next of importsOf.get(file) ?? []) visit(next, [...path, file]);
        done.add(file);
      }
    };
    for (const file of files) visit(file, []);
    assert.deepEqual(cycles, []);
  });
});
