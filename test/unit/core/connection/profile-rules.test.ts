import { describe, expect, it } from 'vitest';
import type { ProfileFields } from '../../../../src-main/core/connection/profile';
import { expectSameAccess } from '../../../../src-main/core/connection/profile-rules';

const fields: ProfileFields = {
  name: 'Field lab',
  colour: 'grey',
  endpoint: 'https://oscar.example.org/lab',
  allowsPlainHttp: false,
  signIn: { kind: 'service-token', serviceName: 'plants' },
  trust: { kind: 'pinned', sha256: 'a'.repeat(64) },
};

describe('a secret that was given for one connection', () => {
  it.each<Partial<ProfileFields>>([{ name: 'Another name' }, { colour: 'green' }, { limits: { waitSeconds: 600 } }])(
    'goes along where only what it looks like changes: %j',
    (change) => {
      expect(() => expectSameAccess(fields, { ...fields, ...change })).not.toThrow();
    },
  );

  it.each<Partial<ProfileFields>>([
    { endpoint: 'https://oscar.example.org' },
    { endpoint: 'https://oscar.example.org/lab2' },
    { endpoint: 'https://oscar.example.org/Lab' },
    { endpoint: 'https://oscar.example.org:8443/lab' },
    { endpoint: 'http://oscar.example.org/lab', allowsPlainHttp: true },
    { endpoint: 'https://oscar.example.net/lab' },
    { trust: { kind: 'system' } },
    { trust: { kind: 'pinned', sha256: 'b'.repeat(64) } },
    { trust: { kind: 'certificate-authority', subject: 'Lab', certificates: 'PEM' } },
    { signIn: { kind: 'service-token', serviceName: 'animals' } },
    { signIn: { kind: 'oidc-agent', account: 'lab' } },
  ])('has to be typed again where it would go elsewhere: %j', (change) => {
    expect(() => expectSameAccess(fields, { ...fields, ...change })).toThrow(
      expect.objectContaining({ info: { code: 'secret-missing', profile: 'Field lab', cause: 'connection-changed' } }),
    );
  });
});
