import { Workbench } from '../support/workbench';

describe('The activity bar', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.start();
  });
  after(() => workbench.stop());

  it('has a tab that opens the jobs, with a welcome while nothing is configured', async () => {
    await workbench.openView();
    await workbench.view.getByText('Nothing is ever written to your AWS account.').waitFor();
    await workbench.view.getByRole('button', { name: 'Explore the Sample Account' }).waitFor();
  });
});
