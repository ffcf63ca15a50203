import type { PinpointJob, SesJob } from './wire';

export const hostileHost = 'hostile.invalid';

/** Markup, Markdown, a command, an icon, an entity, and directional and invisible characters. */
export const hostileText =
  `<img src="https://${hostileHost}/i" onerror="globalThis.owned=1"><script>globalThis.owned=1</script><b>bold</b> https://${hostileHost}/u` +
  ` [link](command:importJobs.showLog) ![picture](https://${hostileHost}/p) **strong** \`code\` $(trash) &lt; \u202Egnp.exe\u2066\u0007 end`;

/** The same as shown on one line. */
export const shownHostileText = hostileText.replace(/[\u202E\u2066\u0007]/g, '');

export const hostileSesJob: SesJob = {
  JobId: 'job-1',
  JobStatus: 'FAILED',
  CreatedTimestamp: 1795000000,
  FailedRecordsCount: 3,
  ImportDestination: {
    ContactListDestination: { ContactListName: `list ${hostileText}`, ContactListImportAction: 'PUT' },
  },
  ImportDataSource: { S3Url: `s3://bucket/${hostileText}`, DataFormat: `CSV ${hostileText}` },
  FailureInfo: {
    ErrorMessage: `message ${hostileText}`,
    FailedRecordsS3Url: `https://${hostileHost}/<b>file</b>?X-Amz-Signature=secret`,
  },
};

export const hostilePinpointJob: PinpointJob = {
  Id: 'job-2',
  ApplicationId: 'app',
  JobStatus: `STATUS ${hostileText}`,
  CreationDate: '2026-11-20T10:00:00.000Z',
  Type: hostileText,
  Failures: [`first ${hostileText}`, `second ${hostileText}`],
  Definition: {
    DefineSegment: true,
    SegmentId: 'segment',
    SegmentName: `segment ${hostileText}`,
    S3Url: hostileText,
    RoleArn: hostileText,
    Format: hostileText,
  },
};
