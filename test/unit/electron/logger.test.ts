import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-main/core/ground/error';
import { redacted } from '../../../src-main/core/ground/redacted';
import { FileLogger } from '../../../src-main/electron/logger';
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
    const read = () => readFile(path, 'utf8').catch(() => '');
    await expect.poll(read).toContain(reference);
    const text = await read();
    expect(text).toContain('refused');
    expect(text).not.toContain(token);
  });

  it('writes lines in their order, also those that came before the library', async () => {
    const path = join(folder(), 'main.log');
    const log = new FileLogger(path);
    log.info('first');
    log.warn('second');
    const read = () => readFile(path, 'utf8').catch(() => '');
    await expect.poll(read).toMatch(/\[info\] +first .*\n.*\[warn\] +second .*\n$/);
  });
});
