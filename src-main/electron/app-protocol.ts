import { protocol } from 'electron';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { inputScheme, resultScheme } from '../core/result/local-address';
import { isDevelopmentRuntime, serveThroughBuffers, type ServedFile } from './until-electron-25-goes';

/** Scheme and origin of the app's own pages. */
export const appScheme = 'app';
export const appOrigin = `${appScheme}://oscar`;

/**
 * What the page may load: its own scripts, styles and files, and results and inputs by id. It has no network at all; the
 * main process does all HTTP.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  `img-src 'self' blob: ${resultScheme}: ${inputScheme}:`,
  `media-src 'self' blob: ${resultScheme}: ${inputScheme}:`,
  `connect-src 'self' ${resultScheme}: ${inputScheme}:`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Tells Chromium about the app's schemes; has to happen before the app is ready. */
export function registerSchemes(): void {
  const local = { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true };
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
    { scheme: resultScheme, privileges: local },
    { scheme: inputScheme, privileges: local },
  ]);
}

/** Serves the files that are in `folder` now, and nothing else. */
export function serveApp(folder: string): void {
  const files = new Set(filesBelow(folder));
  const find = async (method: string, url: string): Promise<ServedFile | undefined> => {
    const { origin, host, pathname } = new URL(url);
    const name = pathname === '/' ? '/index.html' : pathname;
    if (method !== 'GET' || !files.has(name) || (origin !== appOrigin && host !== 'oscar')) return undefined;
    const data = await readFile(join(folder, name)).catch(() => undefined);
    return data && { data, headers: headersOf(name) };
  };
  if (isDevelopmentRuntime) return serveThroughBuffers(appScheme, find);
  protocol.handle(appScheme, async ({ method, url }) => {
    const file = await find(method, url);
    return file ? new Response(file.data, { headers: file.headers }) : new Response(null, { status: 404 });
  });
}

function headersOf(name: string): Readonly<Record<string, string>> {
  return {
    'content-type': types[extname(name)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
  };
}

/** @returns the path of each in addresses, such as `/assets/window.js` */
function filesBelow(folder: string, address = ''): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${address}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(join(folder, entry.name), path) : [path];
  });
}
