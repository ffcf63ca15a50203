import type { Tab } from 'vscode';
import { filesOf, openTabs } from './failedRecords/tabFiles';

/** URI scheme of diagnosis reports. */
export const diagnosisScheme = 'import-jobs-diagnosis';

/** Returns the tabs of diagnosis reports. A restored window can have tabs whose reports no longer exist. */
export function diagnosisTabs(): readonly Tab[] {
  return openTabs().filter((tab) => filesOf(tab).some(({ scheme }) => scheme === diagnosisScheme));
}
