import { window } from 'vscode';
import { explain } from '../core/explain';
import type { ServiceFailure } from '../core/failure';
import { escapeLinks } from './escape';

// Every notification goes through here: VS Code makes links of `[text](target)`, to commands too, in any message, and
// names of profiles, lists and files end up in messages.

/** Shows a notification. Resolves to the button that was chosen. */
export async function showInformation(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return window.showInformationMessage(escapeLinks(text), ...buttons);
}

/** Shows a warning. Resolves to the button that was chosen. */
export async function showWarning(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return window.showWarningMessage(escapeLinks(text), ...buttons);
}

/** Shows an error. Resolves to the button that was chosen. */
export async function showError(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return window.showErrorMessage(escapeLinks(text), ...buttons);
}

/**
 * Says that something could not be read, why, and what to do.
 * @param what a noun phrase in sentence case, "The import job"
 */
export async function showReadFailure(what: string, failure: ServiceFailure): Promise<void> {
  const { sentence, next } = explain(failure);
  await showError(`${what} could not be read. ${sentence}. ${next}.`);
}

/** Asks in a modal dialog whether to do something. Resolves to whether `action` was chosen. */
export async function confirm(question: string, detail: string, action: string): Promise<boolean> {
  return (await window.showWarningMessage(question, { modal: true, detail }, action)) === action;
}
