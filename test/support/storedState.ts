import type { Page } from 'playwright-core';

/** Returns the state that VS Code has stored for a reload, which it does every few seconds. */
export async function stateOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error('No answer.'));
        };
      });
    const names = (await indexedDB.databases()).flatMap(({ name }) =>
      name?.startsWith('vscode-web-state-db') === true ? [name] : [],
    );
    const values = names.map(async (name) => {
      const database = await answer(indexedDB.open(name));
      const all = await answer<unknown[]>(database.transaction('ItemTable').objectStore('ItemTable').getAll());
      database.close();
      return all.filter((value) => typeof value === 'string');
    });
    return (await Promise.all(values)).flat();
  });
}
