import { describe, expect, it } from 'vitest';
import { validityAt, readToken, normalizeToken } from '../../../../src-main/core/connection/json-web-token';
import { webToken } from '../../../fixtures/oidc-issuer';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = (claims: unknown) => `${part({ alg: 'none' })}.${part(claims)}.`;
const serviceToken = '0f1e2d3c'.repeat(8);

describe('readToken', () => {
  it('reads what a token tells about itself', () => {
    const claims = { iss: 'https://idp.example.org/realms/añb', azp: 'desk', scope: 'openid', sub: 'x@egi.eu' };
    expect(readToken(unsigned({ ...claims, nbf: 1_700_000_000, exp: 1_700_003_600.5 }))).toEqual({
      kind: 'web-token',
      claims: {
        issuer: 'https://idp.example.org/realms/añb',
        clientId: 'desk',
        scope: 'openid',
        subject: 'x@egi.eu',
        life: { validFrom: '2023-11-14T22:13:20.000Z', expiresAt: '2023-11-14T23:13:20.500Z' },
      },
    });
  });

  it('knows a refresh token by what it says it is', () => {
    expect(readToken(unsigned({ typ: 'Offline' }))).toEqual({
      kind: 'web-token',
      claims: { life: {}, isRefreshToken: true },
    });
    expect(readToken(unsigned({ typ: 'Bearer' }))).toEqual({ kind: 'web-token', claims: { life: {} } });
  });

  it.each<[string, unknown]>([
    ['none', undefined],
    ['0, Keycloak’s never', 0],
    ['a text', '1700000000'],
    ['no number', Number.NaN],
    ['past the calendar', 1e20],
  ])('has no end where exp is %s', (_, exp) => {
    expect(readToken(unsigned({ exp }))).toEqual({ kind: 'web-token', claims: { life: {} } });
  });

  it('has run out long ago where exp is negative', () => {
    expect(readToken(unsigned({ exp: -5 }))).toMatchObject({
      claims: { life: { expiresAt: '1970-01-01T00:00:00.000Z' } },
    });
  });

  it('leaves out claims that are no texts', () => {
    expect(readToken(unsigned({ iss: 7, azp: ['a'], scope: '', sub: null }))).toEqual({
      kind: 'web-token',
      claims: { life: {} },
    });
  });

  it('knows a service token by its 64 hexadecimal characters', () => {
    expect(readToken(serviceToken)).toEqual({ kind: 'service-token' });
    expect(readToken(serviceToken.slice(1))).toEqual({ kind: 'opaque' });
    expect(readToken(`${serviceToken.slice(1)}g`)).toEqual({ kind: 'opaque' });
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['a word', 'secret'],
    ['two parts', webToken().split('.').slice(0, 2).join('.')],
    ['five parts, an encrypted token', `${webToken()}.a.b`],
    ['a payload cut short', webToken().replace(/\.(.{20}).*\./, '.$1.')],
    ['a payload that is a list', `${part({})}.${part([1])}.`],
    ['a payload that is null', `${part({})}.${part(null)}.`],
    ['bytes that are no text', `${part({})}.${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}.`],
    ['foreign characters', `${webToken()}é`],
    ['more than anybody issues', unsigned({ filling: 'x'.repeat(100_000) })],
  ])('calls %s opaque', (_, text) => {
    expect(readToken(text)).toEqual({ kind: 'opaque' });
  });
});

describe('normalizeToken', () => {
  const token = webToken();
  it.each([
    ` ${token}\n`,
    `Bearer ${token}`,
    `bearer\t${token}`,
    `Authorization: Bearer ${token}`,
    `"${token}"`,
    `“${token}”`,
    `\ufeff${token}`,
    `\u200b${token}\u200d\u00a0`,
    `${token.slice(0, 9)}\u00ad${token.slice(9, 20)}\u2060${token.slice(20)}`,
    `\u2800\u3164\u202a${token}\u202c\ufe0f`,
    `\0${token}\u0007`,
    `'${token}'`,
    `\`${token}\``,
    `«${token}»`,
    `‘${token}’`,
    `token: ${token}`,
    `token=${token}`,
    `access_token: "${token}"`,
    `"token": "${token}",`,
    `"Authorization": "Bearer ${token}"`,
    `token: Bearer ${token}`,
    `\ufeff"Bearer ${token}"\r\n`,
    `Bearer\u00a0${token}`,
    `${token.slice(0, 40)}\r\n${token.slice(40, 80)}\n  ${token.slice(80)}`,
  ])('takes away what clings to a pasted token', (text) => {
    expect(normalizeToken(text)).toBe(token);
    expect(readToken(text).kind).toBe('web-token');
  });
});

describe('normalizeToken, in time,', () => {
  it.each(['"', ' ', 'bearer ', 'token: ', 'token', '\u200b', '",'])(
    'gets through a text of nothing but %j',
    (part) => {
      expect(normalizeToken(`${part.repeat(200_000)}x`).endsWith('x')).toBe(true);
    },
  );
});

describe('validityAt', () => {
  const life = { validFrom: '2026-01-01T10:00:00.000Z', expiresAt: '2026-01-01T11:00:00.000Z' };
  it.each([
    ['2026-01-01T09:58:59.000Z', 'not-yet-valid'],
    // A clock that is a minute slow is no reason to refuse.
    ['2026-01-01T09:59:00.000Z', 'valid'],
    ['2026-01-01T10:59:59.999Z', 'valid'],
    ['2026-01-01T11:00:00.000Z', 'expired'],
  ])('at %s is %s', (now, force) => {
    expect(validityAt(life, now)).toBe(force);
  });

  it('is always in force without dates', () => {
    expect(validityAt({}, '2026-01-01T09:00:00.000Z')).toBe('valid');
  });
});
