import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  LanguageModelTextPart,
  MarkdownString,
  type CancellationToken,
  type LanguageModelToolTokenizationOptions,
} from 'vscode';
import type { ToolName } from '../../../src/ui/agents/toolNames';
import type { Host } from './host';

interface Options {
  readonly token?: CancellationToken;
  readonly tokenizationOptions?: LanguageModelToolTokenizationOptions;
}

/** Uses a tool as a language model does, without the confirmation. Returns its result. */
export async function useTool(
  { extension }: Host,
  name: ToolName,
  input: object,
  { token = new CancellationTokenSource().token, ...options }: Options = {},
): Promise<string> {
  const tools = await extension.agents();
  const result = await tools[name].invoke({ input, toolInvocationToken: undefined, ...options }, token);
  const [part, ...others] = result?.content ?? [];
  assert.ok(part instanceof LanguageModelTextPart && others.length === 0);
  return part.value;
}

/** Returns the objects between the markers of a result. */
export function dataIn(text: string): readonly Readonly<Record<string, unknown>>[] {
  const lines = text.split('\n');
  const [, marker = assert.fail(text)] = /^<data ([\da-f-]{36})>$/m.exec(text) ?? [];
  const data = lines.slice(lines.indexOf(`<data ${marker}>`) + 1, lines.indexOf(`</data ${marker}>`));
  return data.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

/** Returns the title and the text of what the user is asked before a tool is used. */
export async function confirmationOf({ extension }: Host, name: ToolName, input: object): Promise<string> {
  const tools = await extension.agents();
  const prepared = await tools[name].prepareInvocation({ input }, new CancellationTokenSource().token);
  const { title, message } = prepared?.confirmationMessages ?? assert.fail();
  assert.ok(message instanceof MarkdownString && message.isTrusted !== true && message.supportHtml !== true);
  const text = message.value.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  return [title, ...text.split('\n\n')].join('\n');
}
