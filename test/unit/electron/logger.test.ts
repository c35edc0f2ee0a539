import { writeFileSync } from 'node:fs';
import { readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-main/core/error';
import { FileLogger, redacted } from '../../../src-main/electron/logger';
import { temporaryFolder } from '../../fixtures/temp-dir';

const token = '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0';

describe('redacted', () => {
  it.each([
    `token ${token}`,
    `Authorization: Bearer ${token}`,
    'authorization: Basic b3NjYXI6czNjcmV0',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl',
    `{ authorization: 'Bearer ${token}' }`,
  ])('takes the secret out of %j', (text) => {
    expect(redacted(text)).toContain('[secret]');
    expect(redacted(text)).not.toMatch(/[0-9a-f]{64}|b3NjYXI6|eyJ/);
  });

  it('leaves the rest alone', () => {
    expect(redacted('invocation failed: timed-out, waiting, 300 s')).toBe(
      'invocation failed: timed-out, waiting, 300 s',
    );
  });
});

describe('FileLogger', () => {
  const folder = temporaryFolder();

  it('writes errors with their causes, without secrets, and answers a reference to them', async () => {
    const path = join(folder(), 'main.log');
    const cause = Object.assign(new Error('refused'), { headers: { authorization: `Bearer ${token}` } });
    const reference = new FileLogger(path).error('run', new AppError({ code: 'input-empty' }, cause));
    const text = await readFile(path, 'utf8');
    expect(text).toContain(reference);
    expect(text).toContain('refused');
    expect(text).not.toContain(token);
  });

  it('keeps a full file aside until the next is full', async () => {
    const path = join(folder(), 'logs', 'main.log');
    const log = new FileLogger(path);
    log.info('first');
    await truncate(path, 1024 ** 2);
    log.info('second');
    log.warn('third');
    expect(await readFile(path, 'utf8')).toMatch(/^\[.+Z\] \[info\] second .+\n\[.+Z\] \[warn\] third .+\n$/);
    expect(await readFile(join(folder(), 'logs', 'main.old.log'), 'utf8')).toContain('first');
  });

  it('lets the program go on where it can not be written', () => {
    const log = new FileLogger(join(folder(), 'main.log', 'main.log'));
    writeFileSync(join(folder(), 'main.log'), '');
    expect(log.error('run', new Error('refused'))).toMatch(/^[0-9a-f]{8}$/);
  });
});
