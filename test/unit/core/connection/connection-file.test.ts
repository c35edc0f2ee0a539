import { describe, expect, it } from 'vitest';
import {
  readConnectionFile,
  writeConnectionFile,
  type ConnectionFile,
} from '../../../../src-main/core/connection/connection-file';
import { isAppError, type ErrorInfo } from '../../../../src-main/core/ground/error';

const pem = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\nQUJD\n-----END CERTIFICATE-----\n';
const whole = {
  format: 'oscar-connection',
  version: 1,
  name: 'Plant lab',
  address: ' https://oscar.example.org/lab/ui/ ',
  certificateAuthority: pem,
  services: [
    {
      name: 'plants',
      title: 'Which plant is it?',
      purpose: 'Names the plant in a photo',
      accepts: ['JPG', 'png'],
      maxBytes: 50_000_000,
      sample: { kind: 'text', text: 'An oak\nleaf' },
    },
    { name: 'نبات', title: 'نباتات 🌿' },
  ],
  limits: { waitSeconds: 600, parallelRuns: 4 },
};

const form = {
  type: 'object',
  $comment: 'for the window',
  properties: { text: { type: 'string', title: 'Sentence' }, max_tokens: { type: 'integer', minimum: 1 } },
  required: ['text'],
};
const withForm = (inputSchema: unknown, version = 2) => ({ ...whole, version, services: [{ name: 's', inputSchema }] });

function refusal(content: unknown): ErrorInfo | undefined {
  try {
    readConnectionFile(typeof content === 'string' ? content : JSON.stringify(content), 'lab.oscar-connection');
  } catch (error) {
    if (isAppError(error)) return error.info;
    throw error;
  }
  return undefined;
}

describe('readConnectionFile', () => {
  it('reads everything it may hold', () => {
    expect(readConnectionFile(`\ufeff${JSON.stringify(whole)}`, 'lab.oscar-connection')).toEqual({
      name: 'Plant lab',
      address: 'https://oscar.example.org/lab',
      certificateAuthority: pem,
      services: [{ ...whole.services[0], accepts: ['jpg', 'png'] }, whole.services[1]],
      recipes: [],
      limits: { waitSeconds: 600, parallelRuns: 4 },
    });
  });

  it.each([
    [1, 60],
    [59, 60],
    [60, 60],
    [61, 61],
    [86_400, 86_400],
  ])('takes a wait of %i seconds for one of %i', (waitSeconds, expected) => {
    const { limits } = readConnectionFile(JSON.stringify({ ...whole, limits: { waitSeconds } }), 'x');
    expect(limits).toEqual({ waitSeconds: expected });
  });

  it('may name the page by which its users sign in, in version 2', () => {
    const signIn = { issuer: 'https://login.example.org/realms/lab', clientId: 'desk', redirect: ['http://[::1]:9/a'] };
    const file = readConnectionFile(JSON.stringify({ ...whole, version: 2, signIn }), 'x');
    expect(file.signIn).toEqual(signIn);
    expect(JSON.parse(writeConnectionFile(file))).toMatchObject({ version: 2, signIn });
    expect(refusal({ ...whole, signIn })).toMatchObject({ problem: 'content', field: 'signIn' });
    const withSecret = { ...whole, version: 2, signIn: { ...signIn, clientId: '0f'.repeat(32) } };
    expect(refusal(withSecret)).toMatchObject({ problem: 'secret', field: 'signIn.clientId' });
  });

  it('needs no more than a name and an address', () => {
    const { format, version, name, address } = whole;
    expect(readConnectionFile(JSON.stringify({ format, version, name, address }), 'x')).toEqual({
      name: 'Plant lab',
      address: 'https://oscar.example.org/lab',
      services: [],
      recipes: [],
    });
  });

  it('reads back what it writes', () => {
    const services = [{ name: 's', purpose: 'p' }];
    const file: ConnectionFile = { name: 'A', address: 'https://a.example', services, recipes: [] };
    expect(readConnectionFile(writeConnectionFile(file), 'a.oscar-connection')).toEqual(file);
  });

  it('reads and writes forms in version 2, and nothing else in it', () => {
    const file: ConnectionFile = {
      name: 'A',
      address: 'https://a.example',
      services: [{ name: 's', inputSchema: form }],
      recipes: [],
    };
    const text = writeConnectionFile(file);
    expect(text).toContain('"version": 2');
    expect(readConnectionFile(text, 'a')).toEqual(file);
    expect(writeConnectionFile({ ...file, services: [{ name: 's' }] })).toContain('"version": 1');
  });

  it('reads and writes presets in version 2', () => {
    const presets = [
      { name: 'Slow', text: '{\n  "speed": 0.50\n}', isDefault: true as const },
      { name: 'Small', preparation: { picture: { longestSidePx: 640, format: 'jpeg' as const, isAnonymous: true } } },
      { name: 'Field day', limits: { parallelRuns: 2 }, names: '{date} {name}' },
    ];
    const services = [{ name: 's', presets }];
    const file: ConnectionFile = { name: 'A', address: 'https://a.example', services, recipes: [] };
    const text = writeConnectionFile(file);
    expect(text).toContain('"version": 2');
    expect(readConnectionFile(text, 'a')).toEqual(file);
    const field = 'services.0.presets';
    expect(refusal(text.replace('"version": 2', '"version": 1'))).toMatchObject({ problem: 'content', field });
    expect(refusal(text.replace('speed', 'password').replace('0.50', '\\"x\\"'))).toMatchObject({
      problem: 'secret',
      field,
    });
    const sample = { kind: 'json' as const, text: '{"code": "x"}' };
    const code = { type: 'object', properties: { code: { type: 'string', writeOnly: true } } };
    const withCode = { ...file, services: [{ name: 's', inputSchema: code, sample }] };
    expect(refusal(writeConnectionFile(withCode))).toMatchObject({ problem: 'secret', field: 'services.0.sample' });
    expect(refusal(text.replace('0.50', '}'))).toMatchObject({
      problem: 'content',
      field: 'services.0.presets.0.text',
    });
  });

  it('reads and writes recipes in version 2', () => {
    const steps = [{ service: 'cut', preparation: { sound: 'wav-16k-mono' as const } }, { service: 'count' }];
    const recipes = [{ name: 'Evening', steps }];
    const file: ConnectionFile = { name: 'A', address: 'https://a.example', services: [], recipes };
    const text = writeConnectionFile(file);
    expect(text).toContain('"version": 2');
    expect(readConnectionFile(text, 'a')).toEqual(file);
    const field = 'recipes';
    expect(refusal(text.replace('"version": 2', '"version": 1'))).toMatchObject({ problem: 'content', field });
    const without = JSON.stringify({ ...JSON.parse(text), recipes: [{ name: 'Evening', steps: [] }] });
    expect(refusal(without)).toMatchObject({ problem: 'content', field: 'recipes.0.steps' });
    expect(refusal(text.replace('Evening', '<b>x'))).toMatchObject({ problem: 'markup' });
  });

  it.each([
    ['not JSON', '{"format": "oscar-connection"', 'not-json', undefined],
    ['a web page', '<!doctype html><title>Hello</title>', 'not-json', undefined],
    ['nothing', '', 'not-json', undefined],
    ['other JSON', '[1, 2]', 'content', 'format'],
    ['deep JSON', '['.repeat(50_000) + ']'.repeat(50_000), 'content', '0.0.0.0.0.0.0.0.0'],
    ['another format', { ...whole, format: 'something' }, 'content', 'format'],
    ['a newer version', { ...whole, version: 3, extra: { anything: true } }, 'newer', undefined],
    ['a version that is none', { ...whole, version: 0 }, 'content', 'version'],
    ['a form in the first version', withForm(form, 1), 'content', 'services.0.inputSchema'],
    ['a form that can’t be made', withForm({ ...form, pattern: 'x' }), 'content', 'services.0.inputSchema'],
    [
      'a secret in a form',
      withForm({ properties: { key: { type: 'string', default: '0a'.repeat(32) } } }),
      'secret',
      'services.0.inputSchema',
    ],
    [
      'markup in a form',
      withForm({ properties: { a: { type: 'string', title: '<b>a</b>' } } }),
      'markup',
      'services.0.inputSchema',
    ],
    [
      'a form without end',
      `{"format": "oscar-connection", "version": 2, "name": "a", "address": "https://a.example", "services": [{"name": "s", "inputSchema": ${'{"properties": {"a": '.repeat(4000)}1${'}}'.repeat(4000)}}]}`,
      'content',
      'services.0.inputSchema',
    ],
    ['an unknown field', { ...whole, script: 'x' }, 'content', 'script'],
    ['a field for a prototype', `{"format":"oscar-connection","__proto__":{"a":1}}`, 'content', undefined],
    ['a token', { ...whole, token: 'abc' }, 'secret', 'token'],
    ['a password below', { ...whole, limits: { userPassword: 'abc' } }, 'secret', 'limits.userPassword'],
    ['a service token in a text', { ...whole, name: `Lab ${'0a'.repeat(32)}` }, 'secret', 'name'],
    ['a JSON Web Token in a text', { ...whole, name: 'Lab eyJhbGciOi.eyJzdWIi.c2ln' }, 'secret', 'name'],
    [
      'a private key',
      { ...whole, certificateAuthority: '-----BEGIN PRIVATE KEY-----' },
      'secret',
      'certificateAuthority',
    ],
    ['an address with a password', { ...whole, address: 'https://ana:pw@oscar.example.org' }, 'secret', 'address'],
    ['an address that is none', { ...whole, address: 'javascript:alert(1)' }, 'markup', 'address'],
    ['an address of a file', { ...whole, address: 'file:///etc/passwd' }, 'content', 'address'],
    ['an address with a query', { ...whole, address: 'https://a.example/?x=1' }, 'address', undefined],
    ['an address of two words', { ...whole, address: 'the lab' }, 'address', undefined],
    [
      'markup',
      { ...whole, services: [{ name: 's', title: '<img src=x onerror=alert(1)>' }] },
      'markup',
      'services.0.title',
    ],
    ['a path', { ...whole, services: [{ name: 's', purpose: 'see /etc/passwd' }] }, 'content', 'services.0.purpose'],
    ['a way up', { ...whole, name: '../../x' }, 'content', 'name'],
    ['text that turns round', { ...whole, name: 'lab\u202egpj' }, 'content', 'name'],
    ['a line break in a name', { ...whole, name: 'lab\nlab' }, 'content', 'name'],
    ['certificates that are none', { ...whole, certificateAuthority: 'hello' }, 'content', 'certificateAuthority'],
    ['no wait at all', { ...whole, limits: { waitSeconds: 0 } }, 'content', 'limits.waitSeconds'],
    ['a limit beyond measure', { ...whole, limits: { waitSeconds: 1e9 } }, 'content', 'limits.waitSeconds'],
    [
      'a type with a path in it',
      { ...whole, services: [{ name: 's', accepts: ['a/b'] }] },
      'content',
      'services.0.accepts.0',
    ],
    [
      'too many services',
      { ...whole, services: Array.from({ length: 501 }, () => ({ name: 's' })) },
      'content',
      'services',
    ],
  ])('refuses %s', (_, content, problem, field) => {
    expect(refusal(content)).toEqual({
      code: 'connection-file-refused',
      file: 'lab.oscar-connection',
      problem,
      ...(field !== undefined && { field }),
    });
  });
});
