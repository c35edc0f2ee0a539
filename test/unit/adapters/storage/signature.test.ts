import { expect, test } from 'vitest';
import { signedAddress } from '../../../../src-main/adapters/storage/signature';

// The only published example of a signed address. In it, the bucket is a part of the host's name.
test('signs the example of AWS as AWS does', () => {
  const address = signedAddress(
    {
      endpoint: 'https://examplebucket.s3.amazonaws.com',
      region: 'us-east-1',
      accessKey: 'AKIAIOSFODNN7EXAMPLE',
      secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    },
    {
      method: 'GET',
      bucket: 'test.txt',
      key: '',
      expiresSeconds: 86_400,
      at: new Date('2013-05-24T00:00:00Z'),
    },
  );
  expect(address).toBe(
    'https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  );
});

test('writes a key with every sign that could mean something else', () => {
  const address = signedAddress(
    { endpoint: 'http://minio:9000/', region: 'eu', accessKey: 'a', secretKey: 's' },
    { method: 'PUT', bucket: 'b', key: "in/a b+c(1)'*!~ñ %41/..", expiresSeconds: 1, at: new Date(0) },
  );
  expect(address).toContain('http://minio:9000/b/in/a%20b%2Bc%281%29%27%2A%21~%C3%B1%20%2541/..?');
});
