import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { OpenIdIssuers } from '../../../src-main/adapters/sign-in/openid-issuers';
import type { ErrorInfo } from '../../../src-main/core/ground/error';
import { systemTrust } from '../../../src-main/core/connection/profile';
import { createCertificateAuthority, createSelfSigned } from '../../fixtures/certificates';
import { OidcIssuer, webToken, type OidcIssuerOptions } from '../../fixtures/oidc-issuer';
import { clusterConnections } from '../../fixtures/oscar-client';
import { failureOf } from '../../fixtures/run-request';

const endpoint = new OpenIdIssuers({ userAgent: 'test', connections: clusterConnections() });
const issuers: OidcIssuer[] = [];

async function start(options: OidcIssuerOptions = {}): Promise<OidcIssuer> {
  const issuer = await OidcIssuer.start(options);
  issuers.push(issuer);
  return issuer;
}

const grantOf = (issuer: OidcIssuer, refreshToken = issuer.newRefreshToken()) => ({
  issuer: issuer.address,
  clientId: 'desk',
  refreshToken,
  trust: systemTrust,
});

afterEach(async () => {
  await Promise.all(issuers.splice(0).map((issuer) => issuer.close()));
});

describe('an exchange', () => {
  it('gives an access token for a refresh token, and tells the program and the scope', async () => {
    const issuer = await start();
    const grant = { ...grantOf(issuer), issuer: `${issuer.address}/ `, scope: 'openid email & more' };
    expect(await endpoint.exchange(grant)).toEqual({
      accessToken: issuer.accessTokens[0],
      expiresInSeconds: 3600,
    });
    expect(Object.fromEntries(issuer.exchanges[0] ?? [])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: grant.refreshToken,
      client_id: 'desk',
      scope: 'openid email & more',
    });
  });

  it('hands on a refresh token that takes the place of the old one', async () => {
    const issuer = await start({ rotates: true });
    const issued = await endpoint.exchange(grantOf(issuer));
    expect(issuer.refreshTokens).toEqual(new Set([issued.refreshToken]));
  });

  it('trusts whom the system trusts', async () => {
    const authority = await createCertificateAuthority();
    const issuer = await start({ tls: await authority.issue() });
    const connections = clusterConnections({ roots: [authority.certificate] });
    const trusting = new OpenIdIssuers({ userAgent: 'test', connections });
    expect(await trusting.exchange(grantOf(issuer))).toHaveProperty('accessToken');
  });

  it('shows its token to nobody with a certificate of its own', async () => {
    const issuer = await start({ tls: await createSelfSigned() });
    const grant = grantOf(issuer);
    expect(await failureOf(endpoint.exchange(grant), grant.refreshToken)).toMatchObject({
      code: 'tls-untrusted',
      problem: 'self-signed',
    });
    expect(issuer.exchanges).toEqual([]);
  });
});

describe('an exchange that fails', () => {
  const says = (status: number, body: string, headers = {}) => ({
    answer: (response: ServerResponse) => response.writeHead(status, headers).end(body),
  });

  it('tells a revoked token, with what the issuer said', async () => {
    const issuer = await start();
    const grant = grantOf(issuer);
    issuer.revokeAll();
    expect(await failureOf(endpoint.exchange(grant), grant.refreshToken)).toEqual({
      code: 'sign-in-refused',
      issuer: issuer.address,
      reason: 'token',
      text: 'invalid_grant: Token is not active',
    });
  });

  it.each<[string, object, string]>([
    ['another program', { clientId: 'other' }, 'client'],
    ['a scope nobody gets', { scope: 'everything' }, 'scope'],
  ])('tells %s', async (_, more, reason) => {
    const issuer = await start();
    const failure = await failureOf(endpoint.exchange({ ...grantOf(issuer), ...more }));
    expect(failure).toMatchObject({ code: 'sign-in-refused', reason });
  });

  it.each<[string, OidcIssuerOptions, Partial<ErrorInfo>]>([
    [
      'a refusal for another reason',
      says(403, '{"error":"temporarily_closed"}', { 'content-type': 'application/json' }),
      { code: 'sign-in-refused', reason: 'other' },
    ],
    ['a page', says(200, '<html>Welcome</html>'), { code: 'not-an-issuer' }],
    ['JSON without a token', says(200, '{"token":"x"}'), { code: 'not-an-issuer' }],
    ['404', says(404, 'not here'), { code: 'not-an-issuer' }],
    ['a redirect', says(302, '', { location: 'https://login.example.org/' }), { code: 'redirected' }],
    ['a fault', says(503, 'maintenance'), { code: 'issuer-failed', status: 503, text: 'maintenance' }],
    ['too many questions', says(429, ''), { code: 'issuer-failed', status: 429 }],
    [
      'an access token that OSCAR can’t read',
      says(200, '{"access_token":"opaque","token_type":"Bearer"}', { 'content-type': 'application/json' }),
      { code: 'token-unsuitable', problem: 'opaque-issued' },
    ],
  ])('tells %s', async (_, options, expected) => {
    const issuer = await start(options);
    const grant = grantOf(issuer);
    expect(await failureOf(endpoint.exchange(grant), grant.refreshToken)).toMatchObject(expected);
    // An exchange is never repeated by itself: the answer that was lost may have ended the token.
    expect(issuer.exchanges).toHaveLength(1);
  });

  it('keeps the token out of what an issuer repeats', async () => {
    const refreshToken = webToken();
    const issuer = await start(says(500, `unexpected ${refreshToken}`));
    const failure = await failureOf(endpoint.exchange(grantOf(issuer, refreshToken)), refreshToken);
    expect(failure).toMatchObject({ code: 'issuer-failed', text: 'unexpected …' });
  });

  it.each<[string, string, Partial<ErrorInfo>]>([
    ['what is no address', 'idp', { code: 'not-an-issuer', issuer: 'idp' }],
    ['another scheme', 'ftp://idp.example.org', { code: 'not-an-issuer' }],
    [
      'an unprotected way',
      'http://idp.example.org/realms/lab',
      { code: 'plain-http-refused', host: 'idp.example.org' },
    ],
  ])('asks nobody at %s', async (_, issuer, expected) => {
    const grant = { issuer, clientId: 'desk', refreshToken: webToken(), trust: systemTrust };
    expect(await failureOf(endpoint.exchange(grant), grant.refreshToken)).toMatchObject(expected);
  });

  it('meets a closed port', async () => {
    const issuer = await OidcIssuer.start();
    const grant = grantOf(issuer);
    await issuer.close();
    expect(await failureOf(endpoint.exchange(grant), grant.refreshToken)).toMatchObject({ code: 'connection-refused' });
  });
});
