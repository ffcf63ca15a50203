import assert from 'node:assert/strict';
import { isDetailsAction, type RevealAction } from '../../../src/core/details/model';
import type { ImportJob } from '../../../src/core/jobs/job';
import { act, type PageActionsDependencies } from '../../../src/ui/details/pageActions';
import type { JobTarget } from '../../../src/ui/jobActions';
import { ScriptedSource } from '../core/scriptedSource';
import { pinpointJob, pinpointJobOf, pinpointResponse, without } from '../details/jobs';

describe('A link of the page', () => {
  const source = new ScriptedSource('pinpoint');

  /** Follows the link of a fact. Returns the id of the list to reveal. */
  async function follow(fact: string, job: ImportJob = pinpointJob) {
    const revealed: string[] = [];
    const view = {
      revealBranch: (_account: unknown, _source: unknown, listId: string) => Promise.resolve(revealed.push(listId) > 0),
    };
    const target = { account: { sources: () => Promise.resolve([source]) }, job } as unknown as JobTarget;
    const action: RevealAction = `reveal ${fact}`;
    assert.ok(isDetailsAction(action));
    const { ok } = await act(action, target, { view } as unknown as PageActionsDependencies);
    return { ok, revealed };
  }

  it('reveals the list that the fact names', async () => {
    assert.deepEqual(await follow('applicationId'), { ok: true, revealed: ['app'] });
    assert.deepEqual(await follow('segmentName'), { ok: true, revealed: ['app/segments/seg'] });
    const nameless = pinpointJobOf(without(pinpointResponse, 'Definition.SegmentName'));
    assert.deepEqual(await follow('segmentId', nameless), { ok: true, revealed: ['app/segments/seg'] });
  });

  it('reveals nothing for a fact that names no list, or that the job does not have', async () => {
    for (const fact of ['roleArn', 'segmentId', 'nothing', '']) {
      assert.deepEqual(await follow(fact), { ok: false, revealed: [] }, fact);
    }
  });
});
