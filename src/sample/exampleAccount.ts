/** The account ID in AWS's own examples. */
export const accountId = '111122223333';
export const region = 'eu-west-1';
export const bucket = 's3://example-imports';
