import { trimEndOf } from '../ground/trim';

/** A cluster's address after reading what the user typed. */
export type EndpointReading =
  { readonly ok: true; readonly endpoint: string; readonly isPlainHttp: boolean } | { readonly ok: false };

// Pages of OSCAR's own dashboard and API that people copy from their browser; the cluster is what comes before.
const pastedTails = /\/(?:ui|system|run|job|health|dashboard|login)(?:\/.*)?$/i;

/**
 * Reads an address as people type or paste it: spaces around it, no scheme, a trailing slash, the address of a page of
 * the dashboard. A path prefix is kept. Without a scheme it is `https`, or `http` on this computer itself.
 */
export function readEndpoint(text: string): EndpointReading {
  const trimmed = text.trim().replace(/^<|>$/g, '');
  if (trimmed === '' || /\s/.test(trimmed)) return { ok: false };
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed);
  const url = parsed(hasScheme ? trimmed : `https://${trimmed}`);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') return { ok: false };
  // A name without a dot is a slip of the keyboard, unless it is this computer or has a port.
  if (!hasScheme && !/[.:\]]/.test(url.host) && url.hostname !== 'localhost') return { ok: false };
  if (!hasScheme && isLoopback(url.hostname)) url.protocol = 'http:';
  const path = trimEndOf(url.pathname.replace(/\/{2,}/g, '/').replace(pastedTails, ''), '/');
  return {
    ok: true,
    endpoint: `${url.protocol}//${url.host}${path}`,
    isPlainHttp: url.protocol === 'http:' && !isLoopback(url.hostname),
  };
}

/** An address as it was pasted, taken apart. */
export interface PastedAddress {
  /** The address of the cluster, written as it was pasted. */
  readonly address: string;
  /** The service whose address it was. */
  readonly serviceName?: string;
  /** The host, written as it was pasted. */
  readonly host: string;
}

/** Takes apart what was typed or pasted as an address: of `https://host/run/plants` the cluster is `https://host`. */
export function takeApart(text: string): PastedAddress {
  const typed = text.trim();
  const service = /^(.*?)\/(?:run|job)\/([^/?#\s]+)\/?(?:[?#].*)?$/i.exec(typed);
  const address = service?.[1] ?? typed;
  const serviceName = service?.[2] === undefined ? undefined : decoded(service[2]);
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)/i.exec(address)?.[1] ?? '';
  return { address, host: host.replace(/:\d+$/, ''), ...(serviceName !== undefined && { serviceName }) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Whether a host is this computer itself, where `http` is as safe as `https`. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
