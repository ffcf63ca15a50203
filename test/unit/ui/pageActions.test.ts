import assert from 'node:assert/strict';
import { describeJob } from '../../../src/core/details/describe';
import { isDetailsAction } from '../../../src/core/details/model';
import type { ImportJob } from '../../../src/core/jobs/job';
import { act, type PageActionsDependencies } from '../../../src/ui/details/pageActions';
import type { JobTarget } from '../../../src/ui/jobActions';
import { ScriptedSource } from '../core/scriptedSource';
import { contextFor, labels, pinpointJob, pinpointJobOf, pinpointResponse, without } from '../details/jobs';

describe('A link of the page', () => {
  const source = new ScriptedSource('pinpoint');

  /** Clicks a link. Returns the ids of the rows to reveal. @param hasRow whether the list has a row */
  async function click(action: Parameters<typeof act>[0], job: ImportJob = pinpointJob, hasRow = true) {
    const revealed: string[] = [];
    const view = {
      revealBranch: (_account: unknown, _source: unknown, listId: string) => {
        revealed.push(listId);
        return Promise.resolve(hasRow);
      },
      showConnection: () => Promise.resolve(revealed.push('connection')),
    };
    const target = { account: { sources: () => Promise.resolve([source]) }, job } as unknown as JobTarget;
    assert.ok(isDetailsAction(action));
    const { ok } = await act(action, target, { view } as unknown as PageActionsDependencies);
    return { ok, revealed };
  }

  const follow = (fact: string, job?: ImportJob) => click(`reveal ${fact}`, job);

  it('reveals the list that the fact names', async () => {
    assert.deepEqual(await follow('applicationId'), { ok: true, revealed: ['app'] });
    assert.deepEqual(await follow('segmentName'), { ok: true, revealed: ['app/segments/seg'] });
    const nameless = pinpointJobOf(without(pinpointResponse, 'Definition.SegmentName'));
    assert.deepEqual(await follow('segmentId', nameless), { ok: true, revealed: ['app/segments/seg'] });
  });

  it('of the breadcrumb reveals the connection, the service or the list', async () => {
    assert.deepEqual(await click('revealConnection'), { ok: true, revealed: ['connection'] });
    assert.deepEqual(await click('revealService'), { ok: true, revealed: [source.root.id] });
    const links = describeJob(pinpointJob, contextFor('Amazon Pinpoint', { labelOf: labels('Loyalty') })).trail;
    assert.deepEqual(
      links.map(({ link }) => link),
      ['revealConnection', 'revealService', 'reveal applicationId'],
    );
  });

  it('reveals the connection of a list without a row', async () => {
    assert.deepEqual(await click('revealService', pinpointJob, false), {
      ok: true,
      revealed: [source.root.id, 'connection'],
    });
  });

  it('reveals nothing for a fact that names no list, or that the job does not have', async () => {
    for (const fact of ['roleArn', 'segmentId', 'nothing', '']) {
      assert.deepEqual(await follow(fact), { ok: false, revealed: [] }, fact);
    }
  });
});
