import { describe, expect, it } from 'vitest';
import { chooseProxy, proxyHost } from '../../../../src-main/core/connection/proxy';

const url = new URL('https://oscar.example.org/prefix');
const named = (environment: Record<string, string>, address = url, list = 'DIRECT') => {
  const proxy = chooseProxy(address, list, environment);
  return proxy && proxyHost(proxy);
};

describe('the system’s answer', () => {
  it.each<[string, string | undefined]>([
    ['DIRECT', undefined],
    ['', undefined],
    ['PROXY proxy.lab:3128', 'proxy.lab:3128'],
    ['HTTPS proxy.lab', 'proxy.lab:443'],
    [' PROXY one:1 ; PROXY two:2; DIRECT', 'one:1'],
    ['SOCKS5 socks:1080; PROXY two:2', 'two:2'],
    ['SOCKS5 socks:1080; DIRECT', undefined],
    ['PROXY [2001:db8::1]:3128', '[2001:db8::1]:3128'],
    ['nonsense', undefined],
  ])('%s', (list, expected) => {
    expect(named({}, url, list)).toBe(expected);
  });

  it('names a kind of proxy that is not spoken here', () => {
    const choose = () => chooseProxy(url, 'SOCKS5 socks:1080', {});
    expect(choose).toThrow(expect.objectContaining({ info: { code: 'proxy-unsupported', proxy: 'socks:1080' } }));
  });

  it('is completed with the password from the environment, where both mean the same proxy', () => {
    const environment = { HTTPS_PROXY: 'http://ana%40lab:p%3A1@proxy.lab:3128' };
    const credentials = { user: 'ana@lab', password: 'p:1' };
    expect(chooseProxy(url, 'PROXY proxy.lab:3128', environment)).toMatchObject({ credentials });
    expect(chooseProxy(url, 'PROXY other.lab:3128', environment)).toEqual({
      isTls: false,
      host: 'other.lab',
      port: 3128,
    });
  });
});

describe('the environment', () => {
  it.each([
    ['DOM\\user:secret', 'DOM\\user', 'secret'],
    ['DOM%5Cuser:secret', 'DOM\\user', 'secret'],
    ['ana@lab.example:p@ss', 'ana@lab.example', 'p@ss'],
    ['ana:p:1', 'ana', 'p:1'],
    ['ana:50%', 'ana', '50%'],
    ['ana:50%25%zz%C3%A4', 'ana', '50%%zzä'],
    ['ana:a/b?c#d', 'ana', 'a/b?c#d'],
    ['josé:contraseña', 'josé', 'contraseña'],
    ['ana:%FF', 'ana', '%FF'],
    ['ana', 'ana', ''],
    ['ana:', 'ana', ''],
  ])('may tell credentials as %s', (text, user, password) => {
    const proxy = { host: 'proxy.lab', port: 3128, credentials: { user, password } };
    for (const scheme of ['', 'http://']) {
      expect(chooseProxy(url, 'DIRECT', { https_proxy: `${scheme}${text}@proxy.lab:3128` })).toMatchObject(proxy);
    }
  });

  it.each<[string, Record<string, string>, string | undefined]>([
    ['in upper case', { HTTPS_PROXY: 'http://proxy.lab:3128' }, 'proxy.lab:3128'],
    ['in lower case, which comes first', { https_proxy: 'a:1', HTTPS_PROXY: 'b:2' }, 'a:1'],
    ['without a scheme', { HTTPS_PROXY: 'proxy.lab:3128/' }, 'proxy.lab:3128'],
    ['over TLS', { HTTPS_PROXY: 'https://proxy.lab' }, 'proxy.lab:443'],
    ['of the other scheme', { HTTP_PROXY: 'http://proxy.lab:3128' }, undefined],
    ['that is empty', { HTTPS_PROXY: ' ' }, undefined],
  ])('%s', (_, environment, expected) => {
    expect(named(environment)).toBe(expected);
  });

  it('of http is for http', () => {
    expect(named({ http_proxy: 'proxy.lab:3128' }, new URL('http://oscar.example.org'))).toBe('proxy.lab:3128');
  });

  it('tells of a kind of proxy that is not spoken here, and not its password', () => {
    const choose = () => chooseProxy(url, 'DIRECT', { https_proxy: 'socks5://ana:secret@socks:1080' });
    const info = { code: 'proxy-unsupported', proxy: 'socks5://socks:1080' };
    expect(choose).toThrow(expect.objectContaining({ info }));
  });
});

describe('NO_PROXY', () => {
  it.each<[string, string, boolean]>([
    ['example.org', 'https://oscar.example.org', true],
    ['.example.org', 'https://oscar.example.org', true],
    ['*.example.org', 'https://oscar.example.org', true],
    ['ample.org', 'https://oscar.example.org', false],
    ['OSCAR.example.org', 'https://oscar.example.org', true],
    ['a.lab, oscar.example.org', 'https://oscar.example.org', true],
    ['a.lab oscar.example.org', 'https://oscar.example.org', true],
    ['*', 'https://oscar.example.org', true],
    ['oscar.example.org:8443', 'https://oscar.example.org', false],
    ['oscar.example.org:443', 'https://oscar.example.org', true],
    ['oscar.example.org:8443', 'https://oscar.example.org:8443', true],
    ['10.0.0.0/8', 'https://10.20.30.40', true],
    ['10.0.0.0/8', 'https://11.20.30.40', false],
    ['192.0.2.7', 'https://192.0.2.7', true],
    ['192.0.2.0/33', 'https://192.0.2.7', false],
    ['2001:db8::1', 'https://[2001:db8::1]', true],
    ['[2001:db8::1]', 'https://[2001:db8::1]', true],
    ['', 'https://oscar.example.org', false],
  ])('%s for %s', (list, address, isExempt) => {
    const environment = { HTTPS_PROXY: 'proxy.lab:3128', NO_PROXY: list };
    expect(named(environment, new URL(address)) === undefined).toBe(isExempt);
  });
});

describe('this computer', () => {
  it.each(['http://localhost:8080', 'https://127.0.0.1', 'https://[::1]:3000', 'http://lab.localhost'])(
    '%s is reached directly',
    (address) => {
      const environment = { HTTP_PROXY: 'proxy.lab:3128', HTTPS_PROXY: 'proxy.lab:3128' };
      expect(chooseProxy(new URL(address), 'PROXY proxy.lab:3128', environment)).toBeUndefined();
    },
  );
});
