import { once } from 'node:events';
import http, { type OutgoingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signedAddress, type ToSign } from '../../../src-main/adapters/storage/signature';
import { StorageServer, type StorageServerOptions } from '../../fixtures/storage-server';
import { temporaryFolder } from '../../fixtures/temp-dir';

// What a real MinIO answers to these requests. Tests of uploads and downloads are worth what this storage is.
const folder = temporaryFolder();
let storage: StorageServer;
const start = async (options: Partial<StorageServerOptions> = {}) => {
  storage = await StorageServer.start({ folder: folder(), buckets: ['leaf'], ...options });
};
beforeEach(() => start());
afterEach(() => storage.close());

const put: ToSign = { method: 'PUT', bucket: 'leaf', key: 'in/one.txt', expiresSeconds: 900, at: new Date() };
const get: ToSign = { ...put, method: 'GET' };
const minutes = (count: number) => new Date(Date.now() + count * 60_000);

interface Sent {
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
  /** Changes the signed address. */
  readonly change?: (address: string) => string;
}

async function send(toSign: ToSign, { headers = {}, body, change = (address) => address }: Sent = {}) {
  const address = change(signedAddress(storage.provider, toSign));
  const request = http.request(address, { method: toSign.method, headers, agent: false });
  request.end(body);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  return { status: response.statusCode, headers: response.headers, text: await text(response) };
}

const upload = (body: string, more: Partial<ToSign> = {}, headers: OutgoingHttpHeaders = {}) =>
  send({ ...put, ...more }, { body, headers: { 'content-length': Buffer.byteLength(body), ...headers } });

describe('the storage for tests refuses as MinIO does', () => {
  const length = { 'content-length': 1 };
  it.each<[string, number, ToSign, Sent]>([
    ['no signature', 403, put, { change: (address) => address.replace(/\?.*/, '') }],
    ['a date that is 20 minutes ahead', 403, { ...put, at: minutes(20) }, {}],
    ['a permission that has expired', 403, { ...put, at: minutes(-20) }, {}],
    ['a negative time', 400, { ...put, expiresSeconds: -1 }, {}],
    ['more than a week', 400, { ...put, expiresSeconds: 604_801 }, {}],
    ['another key', 403, put, { change: (address) => address.replace('one.txt', 'two.txt') }],
    ['another signature', 403, put, { change: (address) => address.replace(/Signature=\w{8}/, 'Signature=00000000') }],
    ['another account', 403, put, { change: (address) => address.replace('=oscar', '=other') }],
    ['an amz header that is not signed', 400, put, { headers: { 'x-amz-meta-who': 'me' } }],
    ['a signed header that is not there', 400, { ...put, headers: { 'content-type': 'text/plain' } }, {}],
    ['a wrong MD5', 400, put, { headers: { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' } }],
    ['another method', 403, put, { change: () => signedAddress(storage.provider, get) }],
  ])('%s', async (_what, status, toSign, sent) => {
    const answer = await send(toSign, { body: 'x', ...sent, headers: { ...length, ...sent.headers } });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/xml');
    expect(answer.text).toMatch(/^<\?xml.*<Error><Code>\w+<\/Code>/s);
    expect(storage.objects.size).toBe(0);
  });

  it('an upload that does not tell its length', async () => {
    expect((await send(put, { body: 'x', headers: { 'transfer-encoding': 'chunked' } })).status).toBe(411);
  });

  it('what is not there', async () => {
    expect(await send(get)).toMatchObject({ status: 404, text: expect.stringContaining('NoSuchKey') });
    const other = { ...get, bucket: 'root' };
    expect(await send(other)).toMatchObject({ status: 404, text: expect.stringContaining('NoSuchBucket') });
  });

  it('to replace an object where that is not wanted', async () => {
    const ifNew = { 'if-none-match': '*' };
    expect((await upload('one', {}, ifNew)).status).toBe(200);
    expect((await upload('two', {}, ifNew)).status).toBe(412);
    expect((await send(get)).text).toBe('one');
  });
});

describe('the storage for tests', () => {
  it('tells of an upload once it is complete, with the MD5 for an ETag', async () => {
    const created: unknown[] = [];
    storage.events.on('created', (id) => created.push(id));
    const type = { 'content-type': 'image/png' };
    const answer = await upload('hello', { key: 'in/hoja 1 – ñ+(2).png', headers: type }, type);
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(answer.headers.etag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    expect(created).toEqual(['leaf/in/hoja 1 – ñ+(2).png']);
    expect((await send({ ...get, key: 'in/hoja 1 – ñ+(2).png' })).text).toBe('hello');
  });

  it('stores nothing of an upload that is cut off, and tells nobody of it', async () => {
    const created: unknown[] = [];
    storage.events.on('created', (id) => created.push(id));
    const request = http.request(signedAddress(storage.provider, put), {
      ...{ method: 'PUT', agent: false, headers: { 'content-length': 100_000 } },
    });
    const broken = once(request, 'error').catch((error: unknown) => error);
    request.write('x'.repeat(50_000), () => request.destroy(new Error('cut')));
    await broken;
    expect((await send(get)).status).toBe(404);
    expect(created).toEqual([]);
  });

  it('goes on from a byte, for as long as the object is the same', async () => {
    const { headers } = await upload('hello there');
    const part = await send(get, { headers: { range: 'bytes=6-', 'if-match': headers.etag } });
    expect(part).toMatchObject({ status: 206, text: 'there' });
    expect(part.headers['content-range']).toBe('bytes 6-10/11');
    expect((await send(get, { headers: { range: 'bytes=11-' } })).status).toBe(416);
    await upload('another');
    expect((await send(get, { headers: { range: 'bytes=6-', 'if-match': headers.etag } })).status).toBe(412);
  });

  it('lists a thousand at a time, and goes on behind the last', async () => {
    for (let at = 0; at < 1_200; at += 1) {
      storage.objects.set(`leaf/in/${String(at).padStart(4, '0')}`, {
        file: '',
        sizeBytes: 1,
        etag: '"e"',
        at: new Date(0),
      });
    }
    const list = (query: Readonly<Record<string, string>>) =>
      send({ ...get, key: '', query: { 'list-type': '2', prefix: 'in/', ...query } });
    const first = (await list({})).text;
    expect(first.match(/<Contents>/g)).toHaveLength(1000);
    expect(first).toContain('<IsTruncated>true</IsTruncated>');
    const token = /<NextContinuationToken>(.*?)</.exec(first)?.[1] ?? '';
    const rest = (await list({ 'continuation-token': token })).text;
    expect(rest.match(/<Key>[^<]*/g)?.[0]).toBe('<Key>in/1000');
    expect(rest.match(/<Contents>/g)).toHaveLength(200);
    expect(rest).toContain('<IsTruncated>false</IsTruncated>');
  });

  it('removes an object, and answers the same where there is none', async () => {
    await upload('hello');
    const remove: ToSign = { ...put, method: 'DELETE' };
    expect([(await send(remove)).status, (await send(remove)).status]).toEqual([204, 204]);
    expect((await send(get)).status).toBe(404);
  });

  it('judges by its own clock', async () => {
    await storage.close();
    await start({ aheadMs: 3_600_000 });
    expect((await upload('hello')).status).toBe(403);
    expect((await upload('hello', { at: minutes(60) })).status).toBe(200);
  });
});
