import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageBytes, TextPages } from '../../../../src-renderer/viewers/text/text-pages.svelte';

// Four bytes a sign, after one byte: the end of a page falls into the middle of one.
const text = `x${'𓆏'.repeat(pageBytes / 4 + 10)}`;
const bytes = Buffer.from(text);

const server = createServer((request, response) => {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  if (request.url === '/gone') response.writeHead(404).end();
  else if (request.url === '/whole' || first === undefined || last === undefined) response.end(bytes);
  else response.writeHead(206).end(bytes.subarray(Number(first), Number(last) + 1));
});
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

describe('TextPages', () => {
  it('loads a page at a time and mends the sign that lies on the edge', async () => {
    const pages = new TextPages(`${origin}/text`, bytes.length);
    await pages.loadMore();
    expect(pages.loadedBytes).toBe(pageBytes);
    expect(pages.isComplete).toBe(false);
    expect(pages.text).not.toContain('\uFFFD');
    await pages.loadMore();
    expect(pages.isComplete).toBe(true);
    expect(pages.text).toBe(text);
  });

  it('takes its part of a whole that comes instead of a range', async () => {
    const pages = new TextPages(`${origin}/whole`, 5);
    await pages.loadMore();
    expect(pages.text).toBe('x𓆏');
  });

  it('tells when the text can’t be had', async () => {
    const pages = new TextPages(`${origin}/gone`, 10);
    await pages.loadMore();
    expect(pages.hasFailed).toBe(true);
    expect(pages.isLoading).toBe(false);
  });

  it('has nothing to load of an empty text', async () => {
    const pages = new TextPages(`${origin}/gone`, 0);
    await pages.loadMore();
    expect(pages.isComplete).toBe(true);
    expect(pages.hasFailed).toBe(false);
  });

  it('reads other character sets', async () => {
    const pages = new TextPages(`${origin}/text`, 1, 'iso-8859-1');
    await pages.loadMore();
    expect(pages.text).toBe('x');
  });
});
