// ESLint rule: every text that users see goes through `l10n.t`, so that it can be translated.

/** A word. Acronyms do not match. */
const word = String.raw`(?=\p{L}*\p{Ll})\p{L}{2,}`;

/**
 * Matches prose: a word beside another word or a template's value, or a single capitalized word. `\uFFFC` stands for a
 * template's value.
 */
const prose = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}_])${word}[,.:;!?…”"’')]* +[“"‘(]?\p{L}`,
    String.raw`(?<![\p{L}\p{N}_-])${word}[,.:;!?…”"’')]* +[“"‘'(]?\uFFFC`,
    String.raw`\uFFFC[,.:;!?…”"’')]* +[“"‘(]?${word}`,
    String.raw`^\p{Lu}\p{Ll}+…?$`,
  ].join('|'),
  'u',
);
const letters = /\p{L}{2,}/u;

/** Names that are the same in every language. */
const properNames = new Set(['Import Jobs', 'Amazon SES', 'Amazon Pinpoint', 'Amazon S3', 'AWS CLI', 'aws login']);

/** Properties and attributes for texts: any letters in them must be translated. */
const textual = /^(?:label|title|tooltip|place[hH]older|prompt|alt|aria-label|aria-valuetext)$/;
/** Properties and attributes that never contain texts. */
const technical = /^(?:class|className|d|viewBox|control|idOf|link)$/;

/** Functions that compare, search, split or replace strings. Their arguments are not texts for users. */
const comparing =
  /^(?:includes|startsWith|endsWith|indexOf|has|get|split|join|replace|replaceAll|querySelector(?:All)?)$/;
const logging = /^(?:trace\w*|info|warn|failure)$/;
const logs = /^(?:log|channel)$/;
const comparisons = new Set(['===', '!==', 'in', '<', '>', '<=', '>=']);
/** Internal errors, whose messages are for the log. */
const internalErrors = new Set(['Error', 'TypeError', 'RangeError']);
/** `$(name)`, which VS Code replaces with an icon. */
const icon = /\$\([\w~-]+\)/gu;

/** @typedef {import('eslint').Rule.Node & Record<string, any>} Node ESLint's types lack JSX and TypeScript */

function nameOf(/** @type {Node | undefined} */ node) {
  if (node === undefined) return '';
  if (node.type === 'Literal') return String(node.value);
  if (node['type'] === 'JSXNamespacedName') return '';
  return String(node['name'] ?? '');
}

/** Returns the name of the called function and, for a method, of its object. */
function calleeOf(/** @type {Node} */ node) {
  const callee = /** @type {Node} */ (node['callee']);
  if (callee.type !== 'MemberExpression') return { name: nameOf(callee), object: '' };
  const { object, property } = /** @type {Record<string, Node>} */ (/** @type {unknown} */ (callee));
  return { name: nameOf(property), object: nameOf(object?.type === 'MemberExpression' ? object['property'] : object) };
}

function isTranslation(/** @type {Node} */ node) {
  const { name, object } = calleeOf(node);
  return object === 'l10n' && name === 't';
}

/** Whether a node is the message of an `l10n.t` call, or its comment for translators. */
function isTranslated(/** @type {Node} */ node, /** @type {Node} */ parent) {
  if (parent.type === 'CallExpression')
    return isTranslation(parent) && parent['arguments'][0] === node && node.type !== 'ObjectExpression';
  const call = parent['parent'];
  return parent.type === 'ObjectExpression' &&
    call?.type === 'CallExpression' &&
    isTranslation(call) &&
    call['arguments'][0] === parent
    ? nameOf(node['key']) !== 'args'
    : false;
}

/** Whether an object is passed to a constructor, as the options of an error are. */
function isErrorOptions(/** @type {Node} */ object) {
  const call = /** @type {Node} */ (object['parent']);
  return call.type === 'NewExpression' || (call.type === 'CallExpression' && String(call['callee'].type) === 'Super');
}

/**
 * Classifies a node by its parent.
 * @returns {'technical' | 'textual' | 'part' | 'other'} `part`: the position of the parent decides
 */
function positionOf(/** @type {Node} */ node, /** @type {Node} */ parent) {
  const type = String(parent['type']);
  if (isTranslated(node, parent)) return 'technical';
  switch (type) {
    case 'TSLiteralType':
    case 'TSExternalModuleReference':
    case 'TSEnumMember':
    case 'ImportDeclaration':
    case 'ImportExpression':
    case 'ExportAllDeclaration':
      return 'technical';
    case 'ExportNamedDeclaration':
      return parent['source'] === node ? 'technical' : 'other';
    case 'SwitchCase':
      return parent['test'] === node ? 'technical' : 'other';
    case 'TSAsExpression':
      return nameOf(parent['typeAnnotation']?.typeName) === 'const' ? 'technical' : 'part';
    case 'MemberExpression':
      return parent['property'] === node ? 'technical' : 'part';
    case 'BinaryExpression':
      return comparisons.has(parent['operator']) ? 'technical' : 'part';
    case 'JSXAttribute':
    case 'Property':
    case 'PropertyDefinition': {
      // Keys are not shown, except those of a table of labels and values.
      if (parent['key'] === node)
        return /^\p{Lu}/u.test(nameOf(node)) && letters.test(nameOf(node)) ? 'part' : 'technical';
      const name = nameOf(parent['key'] ?? parent['name']);
      // The detail of an error is for the log.
      if (name === 'detail' && isErrorOptions(parent['parent'])) return 'technical';
      return technical.test(name) ? 'technical' : textual.test(name) ? 'textual' : 'part';
    }
    case 'NewExpression':
      return internalErrors.has(calleeOf(parent).name) || calleeOf(parent).name === 'Set' ? 'technical' : 'part';
    case 'CallExpression': {
      if (parent['callee'] === node) return 'part';
      const { name, object } = calleeOf(parent);
      const isLogging = logging.test(name) && (logs.test(object) || name.startsWith('trace'));
      return isLogging || comparing.test(name) || object === 'console' ? 'technical' : 'part';
    }
    case 'BlockStatement':
    case 'Program':
      return 'other';
    default:
      return 'part';
  }
}

/** Nodes that can have the value of one of their children. */
const passing =
  /^(?:ConditionalExpression|LogicalExpression|TemplateLiteral|BinaryExpression|JSXExpressionContainer|TS\w+)$/;

/** @returns {'technical' | 'textual' | 'other'} */
function placeOf(/** @type {Node} */ string) {
  /** @type {'textual' | 'other'} */
  let place = 'other';
  let isDirect = true;
  for (
    let node = string, parent = node['parent'];
    parent !== undefined && parent !== null;
    node = parent, parent = node['parent']
  ) {
    const position = positionOf(node, parent);
    if (position === 'technical') return 'technical';
    if (position === 'other') break;
    if (position === 'textual' && isDirect) place = 'textual';
    isDirect &&= passing.test(parent.type);
  }
  return place;
}

/** @type {import('eslint').Rule.RuleModule} */
const rule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      bypasses: 'A text for users: wrap it in l10n.t(), or disable this rule for the line, with the reason.',
      notPlain: 'l10n.t() needs a plain string as its message: only that is found when the texts are extracted.',
    },
  },
  create(context) {
    const check = (/** @type {Node} */ node, /** @type {string} */ whole) => {
      const text = whole.replace(icon, '');
      if (!letters.test(text) || properNames.has(text)) return;
      const place = placeOf(node);
      if (place === 'textual' || (place === 'other' && prose.test(text)))
        context.report({ node, messageId: 'bypasses' });
    };
    return {
      Literal: (/** @type {any} */ node) => {
        if (typeof node.value === 'string') check(node, node.value);
      },
      TemplateLiteral: (/** @type {any} */ node) => {
        const texts = node.quasis.map((/** @type {any} */ quasi) => quasi.value.cooked ?? quasi.value.raw);
        check(node, texts.join('\uFFFC'));
      },
      JSXText: (/** @type {any} */ node) => {
        if (letters.test(node.value)) context.report({ node, messageId: 'bypasses' });
      },
      CallExpression: (/** @type {any} */ node) => {
        if (!isTranslation(node)) return;
        const [first] = node.arguments;
        const property = (/** @type {string} */ name) =>
          first?.properties?.find((/** @type {Node} */ one) => nameOf(one['key']) === name)?.value;
        const message = first?.type === 'ObjectExpression' ? property('message') : first;
        if (typeof message?.value !== 'string') context.report({ node: message ?? node, messageId: 'notPlain' });
      },
    };
  },
};

export const texts = {
  files: ['src/**/*.ts', 'src/**/*.tsx'],
  // Simulated responses of AWS, which AWS does not translate, and texts that only language models read.
  ignores: ['src/sample/**', 'src/services/*/sample*', 'src/core/agents/modelTexts.ts'],
  plugins: { texts: { rules: { translated: rule } } },
  rules: { 'texts/translated': /** @type {const} */ ('error') },
};
