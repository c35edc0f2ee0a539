import { describe, expect, it, test } from 'vitest';
import { folderPath, storageFolders } from '../../../../src-main/core/storage/folder';
import { md5OfHeaders } from '../../../../src-main/core/storage/integrity';
import { isFolderMarker, parseBucketPage, parseObjectList } from '../../../../src-main/core/storage/listing';
import { freeKey, nameInFolder, savedPath } from '../../../../src-main/core/storage/names';
import { parseProvider } from '../../../../src-main/core/storage/provider';
import { storageTrust } from '../../../../src-main/core/storage/trust';
import { systemTrust, type Trust } from '../../../../src-main/core/connection/profile';

describe('the folders of a service', () => {
  it('are those in the storage of its cluster, each once', () => {
    const folders = storageFolders(
      [
        { provider: 'minio.default', path: 'cowsay/in' },
        { provider: 'minio', path: '/cowsay/in/' },
        { provider: 'minio.other', path: 'far/in' },
        { provider: 'onedata.default', path: 'space/in' },
        { provider: 'minio', path: '' },
      ],
      [
        { provider: 'MINIO.DEFAULT', path: 'cowsay' },
        { provider: 'minio.default', path: 'cowsay/out//deep' },
      ],
    );
    expect(folders).toEqual([
      { role: 'input', bucket: 'cowsay', prefix: 'in/' },
      { role: 'output', bucket: 'cowsay', prefix: '' },
      { role: 'output', bucket: 'cowsay', prefix: 'out/deep/' },
    ]);
    expect(folders.map(folderPath)).toEqual(['cowsay/in', 'cowsay', 'cowsay/out/deep']);
  });
});

describe('a page of a bucket', () => {
  it('is read as OSCAR writes it', () => {
    const text =
      '{"bucket_name":"grayify","visibility":"","allowed_users":null,"objects":[{"object_name":"in/","size_bytes":0,"last_modified":"2026-11-30 03:33:10.101 +0000 UTC"},{"object_name":"out/hoja ñ 🌿.png","size_bytes":2074,"last_modified":"2026-11-30 05:33:10 +0200 CEST"},{"object_name":"x","size_bytes":1,"last_modified":"yesterday"}],"next_page":"opaque","is_truncated":true,"returned_items":3}';
    const page = parseBucketPage(text);
    expect(page).toEqual({
      objects: [
        { key: 'in/', sizeBytes: 0, modifiedAt: '2026-11-30T03:33:10.101Z' },
        { key: 'out/hoja ñ 🌿.png', sizeBytes: 2074, modifiedAt: '2026-11-30T03:33:10.000Z' },
        { key: 'x', sizeBytes: 1 },
      ],
      nextPage: 'opaque',
    });
    expect(page?.objects.map(isFolderMarker)).toEqual([true, false, false]);
  });

  it.each(['', '[]', '{}', 'null', '<html>', '{"objects":[{"name":"x"}]}'])('is nothing else: %s', (text) => {
    expect(parseBucketPage(text)).toBeUndefined();
  });

  it('may be empty, also in Go’s way', () => {
    expect(parseBucketPage('{"objects":null}')).toEqual({ objects: [] });
  });
});

describe('a list of the storage itself', () => {
  it('holds names in every script, and goes on where it is told to', () => {
    const xml =
      '<?xml version="1.0"?><ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>in/a+b%2Bc%26%3C.png</Key><LastModified>2026-11-30T03:33:10.101Z</LastModified><Size>7</Size></Contents><Contents><Key>in/%D9%85%D8%B1%D8%AD%D8%A8%D8%A7</Key><Size>0</Size></Contents><NextContinuationToken>a&amp;b&#x41;&#66;</NextContinuationToken></ListBucketResult>';
    expect(parseObjectList(xml)).toEqual({
      objects: [
        { key: 'in/a b+c&<.png', sizeBytes: 7, modifiedAt: '2026-11-30T03:33:10.101Z' },
        { key: 'in/مرحبا', sizeBytes: 0 },
      ],
      nextPage: 'a&bAB',
    });
  });

  it.each([
    '<html></html>',
    '<ListBucketResult><Contents><Key>%</Key><Size>1</Size></Contents></ListBucketResult>',
    '<ListBucketResult><Contents><Size>1</Size></Contents></ListBucketResult>',
  ])('is nothing else: %s', (xml) => {
    expect(parseObjectList(xml)).toBeUndefined();
  });
});

describe('names', () => {
  it('are the way below the folder', () => {
    expect(savedPath(nameInFolder('in/2026/a:b.png', 'in/'))).toEqual(['2026', 'a_b.png']);
  });

  it.each([
    ['../../.bashrc', 'outside'],
    ['/etc/passwd', 'outside'],
    ['C:\\x', 'outside'],
    ['con.txt', 'reserved'],
    ['a\u0007', 'characters'],
    ['', 'empty'],
    [`${'x'.repeat(300)}`, 'too-long'],
  ])('that can’t be a file’s are refused: %s', (name, problem) => {
    expect(() => savedPath(name)).toThrow(
      expect.objectContaining({ info: { code: 'object-name-refused', name, problem } }),
    );
  });

  it('get the first number that is free', () => {
    const taken = new Set(['in/leaf.png', 'in/leaf (2).png']);
    expect(freeKey('in/', 'leaf.png', (key) => taken.has(key))).toBe('in/leaf (3).png');
    expect(freeKey('in/', 'other.png', (key) => taken.has(key))).toBe('in/other.png');
  });
});

test.each([
  [{ etag: '"5D41402abc4b2a76b9719d911017c592"' }, '5d41402abc4b2a76b9719d911017c592'],
  [{ etag: '"5d41402abc4b2a76b9719d911017c592-3"' }, undefined],
  [{ etag: '"5d41402abc4b2a76b9719d911017c592"', 'x-amz-server-side-encryption': 'aws:kms' }, undefined],
  [{}, undefined],
])('an ETag is an MD5 only where it is one: %o', (headers, md5) => {
  expect(md5OfHeaders(headers)).toBe(md5);
});

test('the storage of a cluster is read from its configuration', () => {
  const told = { endpoint: 'https://minio.example.org', verify: true, access_key: 'AK', secret_key: 'SK', region: '' };
  expect(parseProvider(JSON.stringify({ minio_provider: told }))).toEqual({
    endpoint: 'https://minio.example.org',
    accessKey: 'AK',
    secretKey: 'SK',
    region: 'us-east-1',
  });
  expect(parseProvider(JSON.stringify({ minio_provider: { ...told, secret_key: '' } }))).toBeUndefined();
  expect(parseProvider('{}')).toBeUndefined();
  expect(parseProvider('no JSON')).toBeUndefined();
});

describe('what is trusted at a storage', () => {
  const pinned: Trust = { kind: 'pinned', sha256: 'a'.repeat(64) };
  const cluster = { endpoint: 'https://oscar.example.org/prefix', trust: pinned };

  it('is a pinned certificate on the same host only', () => {
    expect(storageTrust(cluster, new URL('https://oscar.example.org:9000'))).toEqual(pinned);
    expect(storageTrust(cluster, new URL('https://minio.example.org'))).toEqual(systemTrust);
  });

  it('is no open line, unless the cluster’s is one too', () => {
    const open = new URL('http://minio.example.org:9000');
    expect(() => storageTrust(cluster, open)).toThrow(
      expect.objectContaining({ info: { code: 'plain-http-refused', host: 'minio.example.org:9000' } }),
    );
    expect(storageTrust({ endpoint: 'http://oscar.example.org', trust: systemTrust }, open)).toEqual(systemTrust);
    expect(storageTrust(cluster, new URL('http://127.0.0.1:9000'))).toEqual(systemTrust);
  });
});
