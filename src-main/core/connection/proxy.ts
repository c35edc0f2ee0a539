import { isLoopback } from './endpoint';
import { AppError } from '../ground/error';

/** A computer that passes connections on. Its password is a secret: it never leaves the main process. */
export interface Proxy {
  /** Whether the way to the proxy itself is encrypted. */
  readonly isTls: boolean;
  /** Name or address, IPv6 in brackets. */
  readonly host: string;
  readonly port: number;
  readonly credentials?: { readonly user: string; readonly password: string };
}

/** Environment variables by name, such as `HTTPS_PROXY`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** `name:port` of a proxy, for sentences. */
export function proxyHost({ host, port }: Proxy): string {
  return `${host}:${port}`;
}

/**
 * The proxy for an address, or `undefined` for the direct way. What the system says comes first; where it says nothing,
 * or does not know the password, the environment is asked. This computer itself is always reached directly.
 * @param systemList the system's answer in the words of a proxy script, such as `PROXY a:3128; DIRECT`
 * @throws AppError `proxy-unsupported` where there is no way but by a kind of proxy that is not spoken here
 */
export function chooseProxy(url: URL, systemList: string, environment: Environment): Proxy | undefined {
  if (isLoopback(url.hostname)) return undefined;
  const ofEnvironment = environmentProxy(url, environment);
  const ofSystem = readProxyList(systemList);
  if (!ofSystem) return ofEnvironment;
  return ofEnvironment && proxyHost(ofEnvironment) === proxyHost(ofSystem) ? ofEnvironment : ofSystem;
}

/** @see the return values of `FindProxyForURL` in proxy auto-configuration scripts */
function readProxyList(list: string): Proxy | undefined {
  let unsupported: string | undefined;
  for (const entry of list.split(';')) {
    const [kind = '', address = ''] = entry.trim().split(/\s+/);
    const name = kind.toUpperCase();
    if (name === 'PROXY' || name === 'HTTP' || name === 'HTTPS') {
      const proxy = readProxyAddress(`${name === 'HTTPS' ? 'https' : 'http'}://${address}`);
      if (proxy) return proxy;
    }
    if (name === 'DIRECT') return undefined;
    if (name.startsWith('SOCKS')) unsupported ??= address;
  }
  if (unsupported !== undefined) throw new AppError({ code: 'proxy-unsupported', proxy: unsupported });
  return undefined;
}

function environmentProxy(url: URL, environment: Environment): Proxy | undefined {
  const read = (name: string) => environment[name] || environment[name.toUpperCase()] || '';
  const value = read(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy').trim();
  if (value === '' || isExempt(url, read('no_proxy'))) return undefined;
  const proxy = readProxyAddress(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
  if (!proxy) throw new AppError({ code: 'proxy-unsupported', proxy: withoutCredentials(value) });
  return proxy;
}

/**
 * Reads `http://user:password@host:port`. People write names such as `DOM\user`, and passwords with any characters in them:
 * a reader of addresses would take some of these for the end of the host, so it only gets what follows the last `@`.
 */
function readProxyAddress(text: string): Proxy | undefined {
  const start = text.indexOf('://') + 3;
  const at = text.lastIndexOf('@');
  const credentials = at < start ? '' : text.slice(start, at);
  let url: URL;
  try {
    url = new URL(text.slice(0, start) + text.slice(Math.max(start, at + 1)));
  } catch {
    return undefined;
  }
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return undefined;
  const isTls = url.protocol === 'https:';
  return {
    isTls,
    host: url.hostname,
    port: url.port === '' ? (isTls ? 443 : 80) : Number(url.port),
    ...(credentials !== '' && { credentials: readCredentials(credentials) }),
  };
}

function readCredentials(text: string): { readonly user: string; readonly password: string } {
  const colon = text.indexOf(':');
  const user = colon < 0 ? text : text.slice(0, colon);
  return { user: decoded(user), password: colon < 0 ? '' : decoded(text.slice(colon + 1)) };
}

/** Whether `NO_PROXY` names the host: itself, a domain it belongs to, a block of IPv4 addresses, or `*` for all. */
function isExempt(url: URL, list: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list.split(/[\s,]+/).some((entry) => {
    const [, name = '', entryPort] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(bracketed(entry.toLowerCase())) ?? [];
    if (name === '' || (entryPort !== undefined && entryPort !== port)) return false;
    const bare = name.replace(/^\[|\]$/g, '');
    return bare === '*' || host === bare || host.endsWith(`.${bare}`) || isInBlock(host, bare);
  });
}

/** An IPv6 address without brackets would be cut at its last colon. */
function bracketed(entry: string): string {
  return /:.*:/.test(entry) && !entry.startsWith('[') ? `[${entry}]` : entry;
}

function isInBlock(host: string, block: string): boolean {
  const [base = '', bits = ''] = block.split('/');
  const [address, network] = [ipv4Number(host), ipv4Number(base)];
  const length = Number(bits);
  if (address === undefined || network === undefined || !/^\d{1,2}$/.test(bits) || length > 32) return false;
  const size = 2 ** (32 - length);
  return Math.floor(address / size) === Math.floor(network / size);
}

function ipv4Number(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  return parts?.every((part) => part <= 255) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}

function withoutCredentials(value: string): string {
  return value.replace(/^([a-z][a-z0-9+.-]*:\/\/)?(?:.*@)?/i, '$1');
}

/** The text with what is percent-encoded in it decoded. A percent sign that encodes nothing stands for itself. */
function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}
