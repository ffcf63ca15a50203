import type { Workbench } from './workbench';

/** Waits for a message of the extension, and takes all messages away. A VS Code under test shows them only when asked. */
export async function waitForMessage(workbench: Workbench, text: string | RegExp): Promise<void> {
  const { page } = workbench;
  await workbench.command('Notifications: Show Notifications');
  await page.locator('.notification-list-item-message').getByText(text).waitFor();
  await workbench.command('Notifications: Clear All Notifications');
  await page.locator('.notification-list-item').first().waitFor({ state: 'detached' });
}
