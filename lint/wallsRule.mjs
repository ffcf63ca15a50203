// ESLint rule: every import that the table in walls.mjs does not allow is an error.
import { dirname, relative, resolve, sep } from 'node:path';
import { roomOf, rooms } from './walls.mjs';

const src = resolve(import.meta.dirname, '../src');

/** Returns a file's path below src/, without its extension, from its absolute path with or without one. */
function pathOf(/** @type {string} */ file) {
  return relative(src, file)
    .split(sep)
    .join('/')
    .replace(/\.tsx?$/, '');
}

/** Returns why a file may not import a module; `undefined` if it may. */
function offenseOf(
  /** @type {string} */ filename,
  /** @type {string} */ source,
  /** @type {{ isType: boolean, isLazy: boolean }} */ { isType, isLazy },
) {
  const from = roomOf(pathOf(filename));
  const room = rooms[from?.room ?? ''];
  if (from === undefined || room === undefined) return `src/${pathOf(filename)} is not in the table of lint/walls.mjs.`;
  if (!source.startsWith('.')) {
    const isAllowed = room.packages.some((name) =>
      name.endsWith('*') ? source.startsWith(name.slice(0, -1)) : source === name,
    );
    return isAllowed ? undefined : `${from.room} may not import the package ${source}.`;
  }
  const path = pathOf(resolve(dirname(filename), source));
  const to = roomOf(path);
  const isOtherService = from.service !== undefined && to?.service !== undefined && to.service !== from.service;
  const access = to?.room === from.room ? 'all' : room.rooms[to?.room ?? ''];
  if (access === undefined || isOtherService) return `${from.room} may not import ${path}.`;
  if (access === 'all' || isType || (access === 'lazily' && isLazy)) return undefined;
  return `${from.room} ${access === 'types' ? `may import only types of ${path}` : `must load ${path} with import()`}.`;
}

/** @type {import('eslint').Rule.RuleModule} */
const rule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    /**
     * @typedef {import('eslint').Rule.Node & { source?: { value?: unknown } | null, importKind?: string, exportKind?: string }} Importing
     */
    const check = (/** @type {Importing} */ node) => {
      if (typeof node.source?.value !== 'string') return;
      const isType = node.importKind === 'type' || node.exportKind === 'type';
      const isLazy = node.type === 'ImportExpression';
      const message = offenseOf(context.filename, node.source.value, { isType, isLazy });
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

export const walls = {
  files: ['src/**/*.ts', 'src/**/*.tsx'],
  plugins: { walls: { rules: { rooms: rule } } },
  rules: { 'walls/rooms': /** @type {const} */ ('error') },
};
