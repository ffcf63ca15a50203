import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

/** Waits for a notification of the extension. */
export async function notification(workbench: Workbench, text: string | RegExp, timeout = 40_000): Promise<Locator> {
  const { page } = workbench;
  const message = page.locator('.notification-list-item-message').getByText(text);
  const toast = page.locator('.notification-toast').filter({ has: message });
  await toast.waitFor({ timeout });
  return toast;
}

/** Waits for a notification of the extension, and clears all notifications. */
export async function waitForMessage(workbench: Workbench, text: string | RegExp): Promise<void> {
  const toast = await notification(workbench, text);
  await workbench.clearNotifications();
  await toast.waitFor({ state: 'detached' });
}

export function buttonsOf(notification: Locator): Promise<readonly string[]> {
  return notification.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts();
}
