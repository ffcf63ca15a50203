import assert from 'node:assert/strict';
import { diagnoseWith } from '../../../src/aws/diagnosis/diagnose';
import { describeJob } from '../../../src/core/details/describe';
import { diagnosisReport } from '../../../src/core/diagnosis/diagnosisReport';
import { connectionPolicy } from '../../../src/core/connections/iamPolicy';
import { connection, formats, ParcelBench } from '../../support/parcelBench';
import { parcelResponse, parcels, uploadToken } from '../../support/parcelService';

/** Tests a service that the product does not know and that is defined in its own files only. */
describe('Another service', () => {
  let bench: ParcelBench;

  beforeEach(async () => {
    bench = new ParcelBench();
    const { account } = bench;
    const [source] = await account.sources();
    assert.ok(source !== undefined);
    let list = source.root;
    for (const label of ['North depot', 'Monday tour']) {
      const folder = account.folder(source, list);
      await folder.loadMore();
      const found = folder.branches.find((branch) => branch.label === label);
      assert.ok(found !== undefined, label);
      list = found;
    }
    await account.folder(source, list).loadMore();
  });
  afterEach(() => {
    bench.dispose();
  });

  async function modelOf(id: string) {
    const { account } = bench;
    const [source] = await account.sources();
    return describeJob(bench.job(id), {
      connectionLabel: connection.label,
      serviceLabel: parcels.description.label,
      labelOf: (listId) => source && account.labelOf(source, listId),
      read: { state: 'ready', at: 0 },
      now: 0,
      formatTime: formats.time,
      formatCount: formats.count,
    });
  }

  it('has its own counts, units, facts and links in the panel', async () => {
    const model = await modelOf('parcel-1');
    assert.deepEqual(
      [model.title, model.purpose, model.trail.map(({ label }) => label), model.summary],
      [
        'Parcel import: Monday tour',
        'Adds parcels to the route',
        ['Sample account', 'Amazon Parcels', 'North depot'],
        'In progress · 1,200 created, 34 updated',
      ],
    );
    assert.equal(model.progress?.text, 'Batches: 3 of 12, 1 failed · 25%');
    const rows = model.sections.flatMap(({ id, rows: all }) =>
      all.map(({ id: row, label, value, name, link, tone }) => [id, row, label, value, name, link, tone]),
    );
    const shown = (...ids: readonly string[]) =>
      ids.map((id) => rows.find(([, row]) => row === id)?.filter((value) => value !== undefined));
    assert.deepEqual(shown('Created', 'Updated', 'Rejected'), [
      ['progress', 'Created', 'Created', '1,200'],
      ['progress', 'Updated', 'Updated', '34'],
      ['progress', 'Rejected', 'Rejected', '0'],
    ]);
    assert.deepEqual(shown('depot', 'route', 'uploadHost'), [
      ['destination', 'depot', 'Depot ID', 'depot-1', 'North depot', 'reveal depot'],
      ['destination', 'route', 'Route ID', 'route-1', 'Monday tour', 'reveal route'],
      ['source', 'uploadHost', 'Uploaded to', 'uploads.invalid'],
    ]);
    assert.equal(model.sections.find(({ id }) => id === 'source')?.copy, undefined, 'It has no S3 URL to copy.');
  });

  it('has its own statuses, including unknown ones', async () => {
    const summaries = await Promise.all(
      ['parcel-2', 'parcel-3', 'parcel-4'].map(async (id) => (await modelOf(id)).summary),
    );
    assert.deepEqual(summaries, ['Completed with failures · 7 created, 2 rejected', 'Cancelled', 'ON_A_SHIP']);
  });

  it('keeps its secrets out of everything shown or stored', async () => {
    await bench.account.getJob(bench.job('parcel-1'));
    assert.match(JSON.stringify(parcelResponse('parcel-1')), new RegExp(uploadToken, 'u'), 'The response has it.');
    const kept = JSON.stringify([bench.job('parcel-1'), await modelOf('parcel-1'), bench.lines]);
    assert.doesNotMatch(kept, new RegExp(`${uploadToken}|signature=hidden`, 'u'));
    assert.match((await modelOf('parcel-1')).rawJson, /"Depot": "depot-1"/u);
    assert.equal(bench.job('parcel-1').complete, true);
  });

  it('has its permissions in the IAM policy of regions where it is available', () => {
    const sids = (region: string) =>
      (
        JSON.parse(connectionPolicy({ region }, [parcels.description])) as { Statement: { Sid: string }[] }
      ).Statement.map(({ Sid }) => Sid);
    assert.deepEqual(sids('eu-west-1'), ['ListParcels', 'ShowParcels']);
    assert.deepEqual(sids('us-east-1'), []);
  });

  it('is checked by a diagnosis', async () => {
    const diagnosis = await diagnoseWith(
      [parcels],
      connection,
      {
        clock: bench.clock,
        rateLimits: bench.rateLimits,
        signal: new AbortController().signal,
        setting: () => undefined,
        onStep: () => undefined,
        trace: (line) => void bench.lines.push(line),
      },
      bench.transport,
    );
    const [found] = diagnosis.services;
    assert.deepEqual(
      found?.probes.map(({ name, result }) => [name, result]),
      [
        ['ListDepots', 'ok'],
        ['ShowJob', 'failed'],
      ],
    );
    assert.match(diagnosisReport(diagnosis, formats), /Amazon Parcels/u);
  });
});
