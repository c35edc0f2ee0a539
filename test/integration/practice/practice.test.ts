import { readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'vite';
import { parseService } from '../../../src-main/core/service/service';
import { WorkerPracticeCluster } from '../../../src-main/practice/practice-cluster';
import { startPracticeServer } from '../../../src-main/practice/practice-server';
import type { PracticeServer } from '../../../src-main/practice/practice-server';
import { practiceServices } from '../../../src-main/practice/services/practice-services';
import { createTempDir, temporaryFolder } from '../../fixtures/temp-dir';
import type { TempDir } from '../../fixtures/temp-dir';
import { zipEntries } from '../../fixtures/zip';
import { CallingPictures } from '../../fixtures/calling-pictures';
import { TestPicture } from '../../fixtures/test-picture';

interface Exchange {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function ask(endpoint: string, path: string, { method = 'GET', headers = {}, body }: Exchange = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(endpoint);
    const sent = request({ host: hostname, port, path, method, headers, agent: false }, (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('latin1'),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const sample = (name: string) => readFile(new URL(`../../../assets/samples/${name}`, import.meta.url));

const pictures = new CallingPictures();
let server: PracticeServer;
beforeAll(async () => {
  server = await startPracticeServer({ services: practiceServices, pictures });
});
afterAll(() => server.close());

const askSystem = (path: string, authorization = server.authorization) =>
  ask(server.endpoint, path, { headers: { authorization } });

async function tokenOf(service: string): Promise<string> {
  const object: unknown = JSON.parse((await askSystem(`/system/services/${service}`)).text);
  return parseService(object)?.token ?? '';
}

async function run(
  service: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const authorization = `Bearer ${await tokenOf(service)}`;
  return ask(server.endpoint, `/run/${service}`, { method: 'POST', headers: { authorization, ...headers }, body });
}

async function resultOf(service: string, input: Buffer): Promise<Buffer> {
  const { status, text } = await run(service, input.toString('base64'));
  expect(status).toBe(200);
  expect(text).toMatch(/^[A-Za-z0-9+/]+={0,2}\n$/);
  return Buffer.from(text, 'base64');
}

describe('the cluster', () => {
  it('tells that it is well to everyone', async () => {
    expect(await ask(server.endpoint, '/health')).toMatchObject({ status: 200, text: 'Ok' });
  });

  it('tells its version and that it runs services synchronously', async () => {
    const { status, headers, text } = await askSystem('/system/info');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(JSON.parse(text)).toMatchObject({ version: 'v4.1.2', serverless_backend: { name: 'Knative' } });
  });

  it('tells its configuration, in which there are no keys', async () => {
    const configuration: unknown = JSON.parse((await askSystem('/system/config')).text);
    expect(configuration).toMatchObject({
      config: { name: 'oscar', serverless_backend: 'knative' },
      minio_provider: { access_key: '', secret_key: '' },
      allowed_image_repositories: [],
    });
  });

  it('lists services as a client reads them, each with a token of its own', async () => {
    const objects: unknown[] = JSON.parse((await askSystem('/system/services')).text);
    const parsed = objects.map(parseService);
    expect(parsed.map((one) => one?.service)).toEqual([
      expect.objectContaining({ name: 'cowsay', acceptedSuffixes: ['txt', 'json'], writesFiles: false }),
      expect.objectContaining({ name: 'find-things', writesFiles: false }),
      expect.objectContaining({ name: 'grayscale', logLevel: 'CRITICAL', writesFiles: true }),
      expect.objectContaining({ name: 'image-labels', writesFiles: false }),
      expect.objectContaining({ name: 'picture-sizes', logLevel: 'INFO', writesFiles: true }),
      expect.objectContaining({ name: 'text-to-speech', acceptedSuffixes: ['txt'], writesFiles: true }),
    ]);
    const tokens = parsed.map((one) => one?.token);
    for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it('describes one service with the object of the list', async () => {
    const objects: unknown[] = JSON.parse((await askSystem('/system/services')).text);
    expect(JSON.parse((await askSystem('/system/services/cowsay')).text)).toEqual(objects[0]);
  });

  it('answers 404 without a word to the name of no service', async () => {
    expect(await askSystem('/system/services/nobody')).toMatchObject({ status: 404, text: '' });
  });

  it.each(['/system/info', '/system/config', '/system/services', '/system/services/cowsay'])(
    'keeps %s from those without its password',
    async (path) => {
      const token = await tokenOf('cowsay');
      const wrongPassword = `Basic ${Buffer.from('oscar:wrong').toString('base64')}`;
      for (const authorization of ['', wrongPassword, `Bearer ${token}`, server.authorization.toLowerCase()]) {
        const answer = await askSystem(path, authorization);
        expect(answer).toMatchObject({ status: 401, text: '' });
        expect(answer.headers['www-authenticate']).toBe('Basic realm="Authorization Required"');
      }
    },
  );

  it.each([
    ['GET', '/'],
    ['GET', '/nothing'],
    ['GET', '/run/cowsay'],
    ['GET', '/run/cowsay/'],
    ['POST', '/run/'],
    ['POST', '/run'],
    ['POST', '//run/cowsay'],
    ['POST', '/system/services'],
    ['OPTIONS', '/run/cowsay'],
  ])('has no page for %s %s', async (method, path) => {
    const answer = await ask(server.endpoint, path, { method, headers: { authorization: server.authorization } });
    expect(answer).toMatchObject({ status: 404, text: '404 page not found' });
  });

  it('redirects from a trailing slash', async () => {
    const get = await ask(server.endpoint, '/system/services/?include=deployment');
    expect([get.status, get.headers.location]).toEqual([301, '/system/services?include=deployment']);
    const post = await ask(server.endpoint, '/run/cowsay/', { method: 'POST', body: 'aGk=' });
    expect([post.status, post.headers.location, post.text]).toEqual([307, '/run/cowsay', '']);
  });

  it('lets no web page in: neither by a name of its own nor with permission', async () => {
    const { port } = new URL(server.endpoint);
    for (const host of ['evil.example', `evil.example:${port}`, `127.0.0.1.evil.example:${port}`, '127.0.0.1:1']) {
      expect((await ask(server.endpoint, '/health', { headers: { host } })).status).toBe(421);
    }
    expect((await ask(server.endpoint, '/health', { headers: { host: `localhost:${port}` } })).status).toBe(200);
    const { headers } = await ask(server.endpoint, '/health', { headers: { origin: 'https://evil.example' } });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('listens to this computer alone', async () => {
    const { hostname, port } = new URL(server.endpoint);
    expect(hostname).toBe('127.0.0.1');
    const outward = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    for (const { address } of outward.filter(({ internal, family }) => !internal && family === 'IPv4')) {
      const outcome = await new Promise<string>((resolve) => {
        const socket = connect(Number(port), address, () => resolve('connected')).on('error', () => resolve('refused'));
        socket.on('close', () => socket.destroy());
      });
      expect(outcome).toBe('refused');
    }
  });

  it('makes new credentials at every start', async () => {
    const other = await startPracticeServer({ services: practiceServices, pictures });
    try {
      expect(other.authorization).not.toBe(server.authorization);
      const answer = await ask(other.endpoint, '/system/services', {
        headers: { authorization: server.authorization },
      });
      expect(answer.status).toBe(401);
    } finally {
      await other.close();
    }
  });
});

describe('POST /run', () => {
  const hello = Buffer.from('hello').toString('base64');

  it('answers 401 without a word to every other key', async () => {
    const token = await tokenOf('cowsay');
    const refused = [
      '',
      token,
      `bearer ${token}`,
      `Bearer  ${token.slice(1)}`,
      server.authorization,
      `Bearer ${await tokenOf('grayscale')}`,
      `Bearer ${'0'.repeat(64)}`,
    ];
    for (const authorization of refused) {
      const answer = await ask(server.endpoint, '/run/cowsay', {
        method: 'POST',
        headers: { authorization },
        body: hello,
      });
      expect([authorization, answer.status, answer.text]).toEqual([authorization, 401, '']);
      expect(answer.headers['www-authenticate']).toBeUndefined();
    }
  });

  it('answers 401 to a token for a service that does not exist', async () => {
    const authorization = `Bearer ${await tokenOf('cowsay')}`;
    const answer = await ask(server.endpoint, '/run/nobody', {
      method: 'POST',
      headers: { authorization },
      body: hello,
    });
    expect(answer).toMatchObject({ status: 401, text: '' });
  });

  it('takes a token that was cut for one of an identity provider', async () => {
    const authorization = `Bearer ${(await tokenOf('cowsay')).slice(0, 40)}`;
    const answer = await ask(server.endpoint, '/run/cowsay', {
      method: 'POST',
      headers: { authorization },
      body: hello,
    });
    expect(answer.status).toBe(502);
    expect(answer.text).toMatch(/Error getting oidc manager for issuer ''$/);
  });

  it('gives back the media type of the request, whatever the result is', async () => {
    const { headers } = await run('cowsay', hello, { 'content-type': 'application/x-made-up' });
    expect(headers['content-type']).toBe('application/x-made-up');
    expect((await run('cowsay', hello)).headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  it('states the duration, and the length of a short answer only', async () => {
    const short = await run('cowsay', hello);
    expect(short.headers['x-duration-seconds']).toMatch(/^\d+\.\d{6}$/);
    expect(short.headers['content-length']).toBe(String(short.text.length));
    const long = await run('cowsay', Buffer.from('moo '.repeat(900)).toString('base64'));
    expect(long.text.length).toBeGreaterThan(2048);
    expect(long.headers['content-length']).toBeUndefined();
    expect(long.headers['transfer-encoding']).toBe('chunked');
  });

  it('ignores the query', async () => {
    const authorization = `Bearer ${await tokenOf('cowsay')}`;
    const options = { method: 'POST', headers: { authorization }, body: hello };
    expect((await ask(server.endpoint, '/run/cowsay?owner=me', options)).status).toBe(200);
  });

  it.each(['1234', 'true', 'aGVsbG8', 'hello world', Buffer.from([0xff, 0xd8, 0xff])])(
    'answers 500 and a traceback to the body %s',
    async (body) => {
      const { status, text } = await run('cowsay', body);
      expect(status).toBe(500);
      expect(text).toMatch(/^exit status 1\nTraceback \(most recent call last\):\n/);
    },
  );

  it('answers with the page of a gateway to more than it takes', async () => {
    const small = await startPracticeServer({ services: practiceServices, pictures, limitBytes: 100_000 });
    try {
      const listed = await ask(small.endpoint, '/system/services/cowsay', {
        headers: { authorization: small.authorization },
      });
      const authorization = `Bearer ${parseService(JSON.parse(listed.text))?.token}`;
      const runWith = (size: number, headers: Readonly<Record<string, string>>) =>
        ask(small.endpoint, '/run/cowsay', {
          method: 'POST',
          headers: { authorization, ...headers },
          body: 'A'.repeat(size),
        });
      for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
        const answer = await runWith(3_000_000, headers);
        expect(answer.status).toBe(413);
        expect(answer.headers['content-type']).toBe('text/html');
        expect(answer.text).toContain('<center>nginx</center>');
      }
      expect((await runWith(100_000, {})).status).toBe(200);
    } finally {
      await small.close();
    }
  });

  it('runs a service once at a time, in the order of the requests, and others meanwhile', async () => {
    const order: string[] = [];
    const gates = new Map<string, () => void>();
    const slow = (name: string) => ({
      name,
      logLevel: 'CRITICAL' as const,
      memory: '256Mi',
      cpu: '0.2',
      suffixes: [],
      script: '',
      run: async (input: Buffer) => {
        const key = `${name} ${input}`;
        order.push(`start ${key}`);
        await new Promise<void>((resolve) => gates.set(key, resolve));
        order.push(`end ${key}`);
        return { files: [], printed: key };
      },
    });
    const gated = await startPracticeServer({ services: [slow('a'), slow('b')], pictures });
    try {
      const started = async (key: string) => {
        while (!gates.has(key)) await new Promise((resolve) => setImmediate(resolve));
      };
      const start = async (name: string, input: string) => {
        const listed = await ask(gated.endpoint, `/system/services/${name}`, {
          headers: { authorization: gated.authorization },
        });
        const authorization = `Bearer ${parseService(JSON.parse(listed.text))?.token}`;
        const body = Buffer.from(input).toString('base64');
        return { answer: ask(gated.endpoint, `/run/${name}`, { method: 'POST', headers: { authorization }, body }) };
      };
      const first = await start('a', '1');
      await started('a 1');
      const second = await start('a', '2');
      const other = await start('b', '3');
      await started('b 3');
      expect(order).toEqual(['start a 1', 'start b 3']);
      gates.get('b 3')?.();
      expect((await other.answer).text).toBe('b 3\n');
      gates.get('a 1')?.();
      expect((await first.answer).text).toBe('a 1\n');
      await started('a 2');
      gates.get('a 2')?.();
      expect((await second.answer).text).toBe('a 2\n');
      expect(order).toEqual(['start a 1', 'start b 3', 'end b 3', 'end a 1', 'start a 2', 'end a 2']);
    } finally {
      await gated.close();
    }
  });
});

describe('the services', () => {
  const folder = temporaryFolder();

  it('cowsay says plain text and JSON, encoded or not', async () => {
    for (const body of [Buffer.from('hello').toString('base64'), '{"message":"hello"}', '"aGVsbG8="']) {
      const { status, text } = await run('cowsay', body);
      expect(status).toBe(200);
      expect(text).toContain('< hello >');
      expect(text).toMatch(/\n\n$/);
    }
  });

  it('cowsay says the sample message', async () => {
    const { message } = JSON.parse((await sample('message.json')).toString());
    const { text } = await run('cowsay', (await sample('message.json')).toString('base64'));
    expect(text).toContain(`< ${message} >`);
  });

  it('grayscale takes the colours out of the sample picture', async () => {
    const result = await TestPicture.read(await resultOf('grayscale', await sample('leaf.jpg')));
    expect([result.width, result.height]).toEqual([1200, 900]);
    for (const [x, y] of [
      [100, 100],
      [600, 450],
      [1100, 800],
    ] as const) {
      const colour = result.getPixelColor(x, y);
      expect([(colour >>> 16) & 255, (colour >>> 8) & 255]).toEqual([colour >>> 24, colour >>> 24]);
    }
  });

  it('grayscale answers 200 with a message to something that is no picture', async () => {
    const { status, text } = await run('grayscale', Buffer.from('no picture').toString('base64'));
    expect(status).toBe(200);
    expect(text).toMatch(/^grayscale: error: can't read this picture: .+\n\n$/);
  });

  it('picture-sizes puts its log before a zip of three pictures', async () => {
    const { status, text } = await run('picture-sizes', (await sample('leaf.jpg')).toString('base64'));
    expect(status).toBe(200);
    const lines = text.split('\n');
    expect(lines).toHaveLength(10);
    expect(lines[7]).toMatch(/ - supervisor - INFO - Creating response$/);
    const path = join(folder(), 'sizes.zip');
    await writeFile(path, Buffer.from(lines[8] ?? '', 'base64'));
    const sizes = [];
    for (const { name, content } of await zipEntries(path)) {
      const { width, height } = await TestPicture.read(content);
      sizes.push([name, width, height]);
    }
    expect(sizes).toEqual([
      ['large.jpg', 1200, 900],
      ['medium.jpg', 800, 600],
      ['small.jpg', 320, 240],
    ]);
  });

  it('image-labels measures the sample picture and finds it green and brown', async () => {
    const { status, text } = await run('image-labels', (await sample('leaf.jpg')).toString('base64'));
    expect(status).toBe(200);
    const labels = JSON.parse(text);
    expect(labels).toMatchObject({ width: 1200, height: 900, format: 'jpeg' });
    const names: string[] = labels.dominant_colours.map(({ label }: { label: string }) => label);
    expect(names.some((name) => name.includes('green'))).toBe(true);
    expect(names.some((name) => name.includes('brown'))).toBe(true);
  });

  it('find-things draws a box around the leaf of the sample picture', async () => {
    const { status, text } = await run('find-things', (await sample('leaf.jpg')).toString('base64'));
    expect(status).toBe(200);
    const [leaf] = JSON.parse(text).detections;
    expect(leaf.label).toMatch(/green|olive/);
    expect(leaf.box.width).toBeGreaterThan(600);
  });

  it('text-to-speech reads the sample sentence as a WAV file', async () => {
    const wav = await resultOf('text-to-speech', await sample('sentence.txt'));
    expect(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ');
    expect([wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)]).toEqual([1, 22_050, 16]);
    expect(wav.readUInt32LE(40)).toBe(wav.length - 44);
    const seconds = wav.readUInt32LE(40) / 2 / 22_050;
    expect(seconds).toBeGreaterThan(3);
    expect(seconds).toBeLessThan(8);
  });
});

describe('WorkerPracticeCluster', () => {
  let dir: TempDir;
  let workerFile: string;
  beforeAll(async () => {
    dir = await createTempDir();
    workerFile = join(dir.path, 'practice-worker.cjs');
    await build({
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: true,
        target: 'node18',
        outDir: dir.path,
        rollupOptions: {
          input: new URL('../../../src-main/practice/practice-worker.ts', import.meta.url).pathname,
          output: { format: 'cjs', entryFileNames: 'practice-worker.cjs' },
        },
      },
    });
  });
  afterAll(() => dir.remove());

  it('serves from its bundle, is open once, and ends', async () => {
    const cluster = new WorkerPracticeCluster(workerFile, pictures);
    const [access, again] = await Promise.all([cluster.open(), cluster.open()]);
    expect(again).toEqual(access);
    const { authorization, endpoint } = access;
    const listed = await ask(endpoint, '/system/services', { headers: { authorization } });
    const objects: unknown[] = JSON.parse(listed.text);
    expect(objects).toHaveLength(practiceServices.length);

    const inputs: Readonly<Record<string, string>> = { cowsay: 'message.json', 'text-to-speech': 'sentence.txt' };
    for (const object of objects) {
      const parsed = parseService(object);
      const input = await sample(inputs[parsed?.service.name ?? ''] ?? 'leaf.jpg');
      const answer = await ask(endpoint, `/run/${parsed?.service.name}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${parsed?.token}` },
        body: input.toString('base64'),
      });
      expect([parsed?.service.name, answer.status]).toEqual([parsed?.service.name, 200]);
      expect(answer.text).not.toContain(': error: ');
    }

    await cluster.close();
    await expect(ask(endpoint, '/health')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('starts anew after it was closed', async () => {
    const cluster = new WorkerPracticeCluster(workerFile, pictures);
    const first = await cluster.open();
    await cluster.close();
    const second = await cluster.open();
    expect(second.authorization).not.toBe(first.authorization);
    expect((await ask(second.endpoint, '/health')).text).toBe('Ok');
    await cluster.close();
    await cluster.close();
  });

  it('starts anew after a crash', async () => {
    const crashing = join(dir.path, 'crashing-worker.cjs');
    await writeFile(
      crashing,
      `const { parentPort } = require('node:worker_threads');
      const { createServer } = require('node:http');
      const server = createServer(() => { throw new Error('crash'); });
      server.listen(0, '127.0.0.1', () => {
        parentPort.postMessage({ endpoint: 'http://127.0.0.1:' + server.address().port, authorization: 'Basic x' });
      });`,
    );
    const cluster = new WorkerPracticeCluster(crashing, pictures);
    const first = await cluster.open();
    await expect(ask(first.endpoint, '/')).rejects.toMatchObject({ code: 'ECONNRESET' });
    let second = await cluster.open();
    while (second.endpoint === first.endpoint) {
      await new Promise((resolve) => setImmediate(resolve));
      second = await cluster.open();
    }
    expect(second.endpoint).not.toBe(first.endpoint);
    await cluster.close();
  });

  it('fails to open when its thread can not start, and may be tried again', async () => {
    const file = join(dir.path, 'later-worker.cjs');
    const cluster = new WorkerPracticeCluster(file, pictures);
    await expect(cluster.open()).rejects.toThrow();
    const empty = join(dir.path, 'empty-worker.cjs');
    await writeFile(empty, '');
    await expect(new WorkerPracticeCluster(empty, pictures).open()).rejects.toThrow('ended before it was open');
    await cluster.close();
  });
});

describe('background jobs of the practice cluster', () => {
  const logs = (path: string, options: Exchange = {}) =>
    ask(server.endpoint, `/system/logs/${path}`, { headers: { authorization: server.authorization }, ...options });

  async function submit(service: string, id: string, body: string, token?: string): Promise<Answer> {
    const authorization = `Bearer ${token ?? (await tokenOf(service))}`;
    const headers = { authorization, 'x-delegated-job-id': id };
    return ask(server.endpoint, `/job/${service}`, { method: 'POST', headers, body });
  }

  async function ended(service: string, id: string): Promise<unknown> {
    for (;;) {
      const { jobs } = JSON.parse((await logs(service)).text) as { jobs: Record<string, { status: string }> };
      const status = jobs[id]?.status;
      if (status !== 'Pending' && status !== 'Running') return status;
    }
  }

  it('run, and have the answer of a run at the end of their log', async () => {
    const body = (await sample('message.json')).toString('base64');
    expect(await submit('cowsay', 'one', body)).toMatchObject({ status: 201, text: '' });
    expect(await ended('cowsay', 'one')).toBe('Succeeded');
    expect((await logs('cowsay/one')).text).toBe((await run('cowsay', body)).text);
    expect(
      (await logs('cowsay/one', { method: 'DELETE', headers: { authorization: server.authorization } })).status,
    ).toBe(204);
  });

  it('end as failed where the supervisor stops', async () => {
    await submit('cowsay', 'broken', 'aGk');
    expect(await ended('cowsay', 'broken')).toBe('Failed');
    expect((await logs('cowsay/broken')).text).toContain('binascii.Error: Incorrect padding');
  });

  it('are refused to who is not let in', async () => {
    expect((await submit('cowsay', 'two', 'aGk=', '0'.repeat(64))).status).toBe(401);
    expect((await submit('nobody', 'two', 'aGk=', '0'.repeat(64))).status).toBe(401);
    const withToken = { headers: { authorization: `Bearer ${await tokenOf('cowsay')}` } };
    expect(await logs('cowsay', withToken)).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Basic realm="Authorization Required"' },
    });
    expect((await logs('nobody')).status).toBe(404);
    expect((await logs('cowsay/none')).status).toBe(500);
  });
});
