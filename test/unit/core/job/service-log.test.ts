import { describe, expect, it } from 'vitest';
import { parseServiceLog } from '../../../../src-main/core/job/service-log';

const answer = (entries: unknown) => JSON.stringify({ service_name: 'leaf', available: true, message: '', entries });

describe('the log of a service', () => {
  it('has the time before each line', () => {
    const entries = [
      { timestamp: '2026-11-30T03:40:53Z', message: 'Killed' },
      { timestamp: '', message: 'no time' },
      { message: 'none' },
    ];
    const text = '2026-11-30T03:40:53Z Killed\nno time\nnone';
    expect(parseServiceLog(answer(entries))).toEqual({ text, sizeBytes: text.length });
  });

  it.each([[null], [[]], [undefined]])('is empty for %j', (entries) => {
    expect(parseServiceLog(answer(entries))).toEqual({ text: '', sizeBytes: 0 });
  });

  it.each(['', '<html></html>', '[]', '{"entries":[{"line":1}]}', '"text"'])('is not %j', (text) => {
    expect(parseServiceLog(text)).toBeUndefined();
  });

  it('shows no token and no password', () => {
    const token = '0f1e2d3c4b5a6978'.repeat(4);
    const entries = [
      { message: `Authorization: Bearer ${token}` },
      { message: `token=${token}` },
      { message: 'eyJhbGciOi.eyJzdWIiOi.c2lnbmVk' },
      { message: 'Basic b3NjYXI6c2VjcmV0' },
    ];
    const { text = '' } = parseServiceLog(answer(entries)) ?? {};
    expect(text).toBe('Authorization: [secret]\ntoken=[secret]\n[secret]\n[secret]');
  });

  it('keeps the last 200 lines, and the beginning of a long one', () => {
    const entries = Array.from({ length: 300 }, (_, at) => ({
      message: at === 299 ? 'x'.repeat(9_000) : `line ${at}`,
    }));
    const lines = parseServiceLog(answer(entries))?.text.split('\n') ?? [];
    expect(lines).toHaveLength(200);
    expect(lines[0]).toBe('line 100');
    expect(lines.at(-1)).toBe(`${'x'.repeat(2_000)}…`);
  });
});
