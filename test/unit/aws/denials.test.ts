import assert from 'node:assert/strict';
import { denialIn } from '../../../src/aws/requests/denial';
import { explain } from '../../../src/core/failures/explain';
import type { Denial, DenyingPolicy, ServiceFailure } from '../../../src/core/failures/failure';
import { clicked, Choices, Connected, failureOfRead, firstPage, found, servicesOf, work } from './connected';

const names: Readonly<Record<DenyingPolicy, string>> = {
  identity: 'identity-based policy',
  resource: 'resource-based policy',
  serviceControl: 'service control policy',
  resourceControl: 'resource control policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  vpcEndpoint: 'VPC endpoint policy',
  roleTrust: 'role trust policy',
};

const subject = 'User: arn:aws:iam::777788889999:user/JohnDoe is not authorized to perform: ses:ListImportJobs';

describe('the policy that denied a request', () => {
  for (const [policy, name] of Object.entries(names) as [DenyingPolicy, string][]) {
    for (const [message, isExplicit] of [
      [`${subject} because no ${name} allows the ses:ListImportJobs action`, false],
      [`${subject} with an explicit deny in ${policy === 'roleTrust' ? 'the' : 'a'} ${name}`, true],
      [`${subject} on resource: * with an explicit deny in an ${name}: arn:aws:iam::1:policy/x`, true],
      [`${subject}\n  with an explicit deny\n  in a ${name.toUpperCase()}.`, true],
    ] as const) {
      it(`is found in “${message.slice(subject.length).trim()}”`, () => {
        assert.deepEqual(denialIn(message), { policy, isExplicit });
      });
    }
  }

  it('is unknown when AWS says only that the denial is explicit, or names an unknown kind', () => {
    assert.deepEqual(denialIn(`${subject} on resource: * with an explicit deny`), { isExplicit: true });
    assert.deepEqual(denialIn(`${subject} with an explicit deny in a tag policy`), { isExplicit: true });
  });

  for (const message of [
    '',
    subject,
    'Access Denied',
    `${subject} because no tag policy allows the ses:ListImportJobs action`,
    'The service control policy could not be read',
    'Request to the permissions boundary service failed',
  ]) {
    it(`is not found in “${message}”`, () => {
      assert.equal(denialIn(message), undefined);
    });
  }

  it('is the last one in the message, since earlier text can be a user-defined name', () => {
    const name = 'with an explicit deny in a service control policy';
    assert.deepEqual(denialIn(`${subject} on resource: list/${name} because no session policy allows the action`), {
      policy: 'session',
      isExplicit: false,
    });
  });
});

describe('a denial with more information', () => {
  let connected: Connected;
  Connected.forAll((made) => {
    connected = made;
  });

  const read = async (region = work.region): Promise<ServiceFailure> => {
    const { ses } = servicesOf({ ...work, region }, new Choices());
    return failureOfRead(firstPage(found(ses.root.fixed?.[0])));
  };
  const answer = (type: string, message: string, status = 403): void => {
    connected.answer({ message }, status, { 'x-amzn-errortype': type });
  };
  const denialOf = (failure: ServiceFailure): Denial | undefined =>
    failure.kind === 'denied' ? failure.by : assert.fail(failure.kind);

  for (const type of ['AccessDeniedException', 'AccessDenied', 'NeverHeardOfException']) {
    it(`has the kind of policy: ${type}`, async () => {
      answer(type, `${subject} with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o/p`);
      const failure = await read();
      assert.deepEqual(denialOf(failure), { policy: 'serviceControl', isExplicit: true });
      assert.equal(explain(failure).step, 'retry');
    });
  }

  it('has the kind of policy for Pinpoint too', async () => {
    connected.answer({ Message: `${subject} because no permissions boundary allows the action` }, 403, {
      'x-amzn-errortype': 'ForbiddenException',
    });
    const failure = await failureOfRead(connected.pinpoint.root.readPage(undefined, clicked));
    assert.deepEqual(denialOf(failure), { policy: 'boundary', isExplicit: false });
  });

  it('is not recognized by its message alone', async () => {
    answer('BadRequestException', `${subject} with an explicit deny in a service control policy`, 400);
    assert.equal((await read()).kind, 'badRequest');
  });

  for (const [type, status, reason] of [
    ['OptInRequired', 403, 'notSubscribed'],
    ['OptInRequired', 401, 'notSubscribed'],
    ['SubscriptionRequiredException', 400, 'notSubscribed'],
    ['AccountSuspendedException', 400, 'suspended'],
    ['AccountProblem', 403, 'suspended'],
    ['PendingVerification', 403, 'unverified'],
    ['RegionDisabledException', 403, 'regionDisabled'],
  ] as const) {
    it(`concerns the account: ${status} ${type}`, async () => {
      answer(type, 'Words of AWS', status);
      const failure = await read();
      assert.deepEqual([failure.kind, failure.kind === 'account' && failure.reason], ['account', reason]);
      assert.notEqual(explain(failure).step, 'copyPolicy');
    });
  }

  for (const type of ['UnrecognizedClientException', 'InvalidClientTokenId']) {
    it(`may mean a region that is not enabled, for opt-in regions: ${type}`, async () => {
      answer(type, 'The security token included in the request is invalid.');
      const failure = await read('me-south-1');
      assert.equal(failure.kind === 'credentials' && failure.reason, 'rejected');
      assert.match(explain(failure).sentence, /or the region me-south-1 is not enabled for this account/);
      assert.doesNotMatch(explain(await read('eu-west-1')).sentence, /region/);
      assert.doesNotMatch(explain(await read('us-gov-west-1')).sentence, /region/);
    });
  }

  it('does not blame the region for a wrong signature', async () => {
    answer('SignatureDoesNotMatch', 'The request signature we calculated does not match');
    assert.doesNotMatch(explain(await read('me-south-1')).sentence, /region/);
  });

  describe('when a role is assumed', () => {
    const assume = async (type: string, message: string): Promise<ServiceFailure> => {
      const { url } = connected.server;
      await connected.files.write({
        config: `[profile work]\nregion = me-south-1\nendpoint_url = ${url}\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = keys\n`,
        credentials: '[keys]\naws_access_key_id = SAMPLEKEY1\naws_secret_access_key = not-a-secret\n',
      });
      const body = `<ErrorResponse><Error><Code>${type}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
      connected.server.answer(() => true, { status: 403, headers: { 'content-type': 'text/xml' }, body });
      return read();
    };

    it('has the kind of policy that denied it', async () => {
      const failure = await assume(
        'AccessDenied',
        `${subject} because no role trust policy allows the sts:AssumeRole action`,
      );
      assert.equal(failure.kind === 'credentials' && failure.reason, 'roleRefused');
      assert.match(explain(failure).sentence, /no role trust policy allows sts:AssumeRole/);
    });

    it('reports that the region may not be, or is not, enabled', async () => {
      const rejected = await assume('InvalidClientTokenId', 'The security token included in the request is invalid');
      assert.match(explain(rejected).sentence, /or the region me-south-1 is not enabled/);
      const disabled = await assume('RegionDisabledException', 'STS is not activated in this region');
      assert.deepEqual([disabled.kind, disabled.kind === 'account' && disabled.reason], ['account', 'regionDisabled']);
    });
  });
});
