import { window } from 'vscode';
import { explain } from '../core/failures/explain';
import type { ServiceFailure } from '../core/failures/failure';
import { escapeLinks } from './escape';

// Every notification goes through this module: messages contain names of profiles, lists and files, and VS Code turns
// `[text](target)` in any message into a link, even to a command.

/** Shows a notification. Resolves to the chosen button. */
export async function showInformation(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return window.showInformationMessage(escapeLinks(text), ...buttons);
}

/** Shows a warning. Resolves to the chosen button. */
export async function showWarning(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return window.showWarningMessage(escapeLinks(text), ...buttons);
}

/** Shows an error. Resolves to the chosen button. */
export async function showError(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return window.showErrorMessage(escapeLinks(text), ...buttons);
}

/**
 * Shows an error about something that could not be read, with its cause and what to do.
 * @param what a sentence without a period: "The import job could not be read"
 */
export async function showReadFailure(what: string, failure: ServiceFailure): Promise<void> {
  const { sentence, next } = explain(failure);
  await showError(`${what}. ${sentence}. ${next}.`);
}

/** Shows a modal dialog. Resolves to whether `action` was chosen. */
export async function confirm(question: string, detail: string, action: string): Promise<boolean> {
  return (await window.showWarningMessage(question, { modal: true, detail }, action)) === action;
}

/** Shows text in a modal dialog, which screen readers read in full. Resolves to whether `action` was chosen. */
export async function showText(title: string, text: string, action: string): Promise<boolean> {
  return (await window.showInformationMessage(title, { modal: true, detail: text }, action)) === action;
}
