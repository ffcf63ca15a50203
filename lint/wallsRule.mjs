// The ESLint rule that holds the walls: every import that the table does not allow is an error.
import { dirname, relative, resolve, sep } from 'node:path';
import { rooms } from './walls.mjs';

const src = resolve(import.meta.dirname, '../src');

/** The room of a file under src/, by its absolute path with or without an extension. */
function roomOf(/** @type {string} */ file) {
  const [first = ''] = relative(src, file).split(sep);
  return first.replace(/\.tsx?$/, '');
}

/** Why a file must not import this, or undefined where it may. */
function offenseOf(
  /** @type {string} */ filename,
  /** @type {string} */ source,
  /** @type {{ isType: boolean, isLazy: boolean }} */ { isType, isLazy },
) {
  const from = roomOf(filename);
  const room = rooms[from];
  if (room === undefined) return `src/${from} is not in the table of lint/walls.mjs.`;
  if (!source.startsWith('.')) {
    const isAllowed = room.packages.some((name) =>
      name.endsWith('*') ? source.startsWith(name.slice(0, -1)) : source === name,
    );
    return isAllowed ? undefined : `${from} may not import the package ${source}.`;
  }
  const to = roomOf(resolve(dirname(filename), source));
  const access = to === from ? 'all' : room.rooms[to];
  if (access === undefined) return `${from} may not import ${to}.`;
  if (access === 'all' || isType || (access === 'lazily' && isLazy)) return undefined;
  return access === 'types' ? `${from} may import only types of ${to}.` : `${from} must load ${to} with import().`;
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
