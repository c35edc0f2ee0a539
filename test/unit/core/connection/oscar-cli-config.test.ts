import { describe, expect, it } from 'vitest';
import { isAppError, type ErrorInfo } from '../../../../src-main/core/ground/error';
import { longestConfig, readOscarCliConfig } from '../../../../src-main/core/connection/oscar-cli-config';

const lab = 'endpoint: https://oscar.example.org/\n    auth_user: oscar\n    auth_password: s3cret';

/** How a text is refused. */
function refusal(text: string, file = 'config.yaml'): ErrorInfo | undefined {
  try {
    readOscarCliConfig(text, file);
  } catch (error) {
    if (isAppError(error)) return error.info;
    throw error;
  }
  return undefined;
}

/** The obstacle of one cluster, given as JSON. */
const obstacleOf = (cluster: unknown) =>
  readOscarCliConfig(JSON.stringify({ oscar: { lab: cluster } }), 'config').skipped[0]?.obstacle;

describe('readOscarCliConfig', () => {
  it('reads every key of a cluster, and which one is the default', () => {
    const text = `
oscar:
  lab:
    ${lab}
    ssl_verify: true
    memory: 256Mi
    log_level: INFO
  "field station 2":
    endpoint: http://oscar.example.org:8080/prefix
    auth_user: 007
    auth_password: 0123
default: lab
`;
    expect(readOscarCliConfig(text, 'config.yaml')).toEqual({
      clusters: [
        {
          name: 'lab',
          endpoint: 'https://oscar.example.org',
          isPlainHttp: false,
          skipsCertificateCheck: false,
          isDefault: true,
          signIn: { kind: 'password', user: 'oscar' },
          secret: 's3cret',
        },
        {
          name: 'field station 2',
          endpoint: 'http://oscar.example.org:8080/prefix',
          isPlainHttp: true,
          skipsCertificateCheck: false,
          isDefault: false,
          signIn: { kind: 'password', user: '007' },
          secret: '0123',
        },
      ],
      skipped: [],
    });
  });

  it.each([
    ['ssl_verify: false', true],
    ['memory: 256Mi', true],
    ['ssl_verify: true', false],
    ['ssl_verify: yes', false],
    ['ssl_verify: "true"', false],
  ])('knows from %s whether any certificate was taken: %s', (line, skips) => {
    const [cluster] = readOscarCliConfig(`oscar:\n  lab:\n    ${lab}\n    ${line}\n`, 'c.yml').clusters;
    expect(cluster?.skipsCertificateCheck).toBe(skips);
  });

  it('reads JSON where the name ends in anything but .yaml or .yml', () => {
    const json = {
      oscar: { lab: { endpoint: 'oscar.example.org', auth_user: 'u', auth_password: 42, ssl_verify: true } },
    };
    expect(readOscarCliConfig(JSON.stringify(json), 'config.json').clusters).toMatchObject([
      { name: 'lab', secret: '42', skipsCertificateCheck: false },
    ]);
    expect(refusal('oscar:\n  lab: {}\n', 'config')).toMatchObject({
      problem: 'syntax',
      place: { line: 1, column: 1 },
    });
  });

  it('takes the sign-in that oscar-cli would take', () => {
    const signInOf = (more: object) => {
      const cluster = { endpoint: 'https://a.example', auth_user: 'u', auth_password: 'p', ...more };
      const [read] = readOscarCliConfig(JSON.stringify({ oscar: { lab: cluster } }), 'config').clusters;
      return { kind: read?.signIn.kind, secret: read?.secret };
    };
    expect(signInOf({ oidc_refresh_token: 'jwt', oidc_account_name: 'egi' })).toEqual({ kind: 'oidc-agent' });
    expect(signInOf({ oidc_refresh_token: 'jwt', oidc_account_name: '' })).toEqual({
      kind: 'oidc-refresh-token',
      secret: 'jwt',
    });
    expect(signInOf({})).toEqual({ kind: 'password', secret: 'p' });
  });

  it.each([
    [null, 'not-a-cluster'],
    [['https://a.example'], 'not-a-cluster'],
    [{ auth_user: 'u' }, 'no-address'],
    [{ endpoint: 'the lab', auth_user: 'u', auth_password: 'p' }, 'address-invalid'],
    [{ endpoint: 'ftp://a.example', auth_user: 'u', auth_password: 'p' }, 'address-invalid'],
    [{ endpoint: 'https://a.example' }, 'no-sign-in'],
    [{ endpoint: 'https://a.example', auth_user: 'u' }, 'no-secret'],
  ])('leaves out %j: %s', (cluster, obstacle) => {
    expect(obstacleOf(cluster)).toBe(obstacle);
  });

  it.each([
    ['a quote that never ends', 'oscar:\n  lab:\n    endpoint: "x\n', { line: 4, column: 1 }],
    ['a tab for indentation', 'oscar:\n\tlab: 1\n', { line: 2, column: 1 }],
    ['one name twice', `oscar:\n  lab:\n    ${lab}\n  lab:\n    ${lab}\n`, { line: 6, column: 3 }],
  ])('tells where the text is broken: %s', (_, text, place) => {
    expect(refusal(text)).toEqual({ code: 'config-unreadable', file: 'config.yaml', problem: 'syntax', place });
  });

  it.each([
    ['', 'no-clusters'],
    ['just text', 'no-clusters'],
    ['default: lab\n', 'no-clusters'],
    ['oscar: []\n', 'no-clusters'],
    ['oscar: {}\n', 'no-clusters'],
    ['['.repeat(200_000), 'too-deep'],
    ['a: '.concat('{a: '.repeat(60_000)), 'too-deep'],
    [`${'- '.repeat(100_000)}x`, 'too-deep'],
    [bomb(), 'too-deep'],
    ['x'.repeat(longestConfig + 1), 'too-large'],
  ])('refuses %.20s: %s', (text, problem) => {
    expect(refusal(text)).toEqual({ code: 'config-unreadable', file: 'config.yaml', problem });
  });

  it('follows an anchor, and is not led round in circles by one that holds itself', () => {
    const shared = `oscar:\n  lab: &lab\n    ${lab}\n  copy: *lab\n  more:\n    <<: *lab\n    auth_user: ana\n`;
    expect(readOscarCliConfig(shared, 'c.yaml').clusters).toMatchObject([
      { name: 'lab', signIn: { user: 'oscar' } },
      { name: 'copy', signIn: { user: 'oscar' } },
      { name: 'more', signIn: { user: 'ana' }, secret: 's3cret' },
    ]);
    const circle = 'oscar: &all\n  lab: *all\n  list: &list [*list]\n';
    expect(readOscarCliConfig(circle, 'c.yaml').skipped).toEqual([
      { name: 'lab', obstacle: 'no-address' },
      { name: 'list', obstacle: 'not-a-cluster' },
    ]);
  });

  it('reads thousands of clusters', () => {
    const names = Array.from({ length: 2000 }, (_, index) => `  c${index}: {endpoint: x.example, auth_user: u}\n`);
    expect(readOscarCliConfig(`oscar:\n${names.join('')}`, 'c.yaml').skipped).toHaveLength(2000);
  });
});

/** Few lines that would grow to billions of values. */
function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const inside = level === 0 ? 'x' : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array.from({ length: 9 }, () => inside).join(', ')}]\n`;
  });
  return `${levels.join('')}oscar: {lab: *a8}\n`;
}
