import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogSeparator } from '../../../../src-main/core/answer/log-lines';
import { cutAt } from '../../answers';

const entry = (level: string, message: string) => `2026-01-02 03:04:05,678 - supervisor - ${level} - ${message}\n`;
const lastEntry = entry('INFO', 'Creating response');

/** What is left as payload, and what was handed out for it. */
function separate(chunks: readonly Uint8Array[]) {
  const separator = new LogSeparator();
  let handedOut = '';
  const pieces = [...chunks.flatMap((chunk) => separator.push(chunk)), ...separator.end()];
  for (const { restarts, bytes } of pieces) {
    handedOut = (restarts ? '' : handedOut) + Buffer.from(bytes).toString('latin1');
  }
  const body = Buffer.concat(chunks).toString('latin1');
  const { logLineCount, payloadRange, brokenAt } = separator.separation;
  return { logLineCount, payload: body.slice(payloadRange.start, payloadRange.end), handedOut, brokenAt };
}

const separateText = (text: string) => separate([Buffer.from(text, 'latin1')]);

describe('log lines', () => {
  it.each([
    ['no log', 'text\n', 'text\n', 0],
    ['a log', `${entry('INFO', 'a')}${lastEntry}text\n`, 'text\n', 2],
    ['a log without its last entry', `${entry('WARNING', 'a')}text\n`, 'text\n', 1],
    ['entries behind the payload', `text\n${entry('INFO', 'a')}${entry('ERROR', 'b')}`, 'text\n', 2],
    ['entries in the middle of text', `a\n${lastEntry}b\n`, `a\n${lastEntry}b\n`, 0],
    ['entries of several lines', `${entry('DEBUG', 'a\nb\nc')}${lastEntry}text\n`, 'text\n', 2],
    ['the last entry inside another', `${entry('DEBUG', lastEntry.trim())}a\n${lastEntry}text\n`, 'text\n', 2],
    ['other loggers', '2026-01-02 03:04:05,678 - root - INFO - a\n', '2026-01-02 03:04:05,678 - root - INFO - a\n', 0],
    [
      'other levels',
      '2026-01-02 03:04:05,678 - supervisor - LOUD - a\n',
      '2026-01-02 03:04:05,678 - supervisor - LOUD - a\n',
      0,
    ],
    ['a log alone', `${entry('INFO', 'a')}`, '', 1],
    ['an empty line for a payload', `${lastEntry}\n`, '\n', 1],
    ['nothing', '', '', 0],
  ])('%s', (_, body, payload, logLineCount) => {
    expect(separateText(body)).toMatchObject({ payload, logLineCount });
  });

  it('tells where an entry interrupts the payload', () => {
    expect(separateText(`AAAA\n${lastEntry}BBBB\n`)).toMatchObject({ brokenAt: 5, handedOut: 'AAAA\n' });
  });

  it('hands out the payload whatever the chunks are', () => {
    const line = fc.oneof(
      fc.constantFrom('', '-', '2026', '2026-', '2026-01-02 03:04:05,678 - supervisor - ', 'abc-def', '12-34'),
      fc.string({ maxLength: 100 }).map((text) => text.replace(/[\r\n]/g, ' ')),
    );
    const text = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => lines.join('\n'));
    const log = fc.array(fc.tuple(fc.constantFrom('DEBUG', 'INFO', 'ERROR'), line), { maxLength: 4 });
    fc.assert(
      fc.property(log, text, fc.array(fc.nat(), { maxLength: 30 }), (entries, payload, cuts) => {
        const head = entries.map(([level, message]) => entry(level, message)).join('') + lastEntry;
        const body = Buffer.from(head + payload + '\n', 'latin1');
        const whole = {
          logLineCount: entries.length + 1,
          payload: `${payload}\n`.replace(/[^\0-\u00ff]/g, (c) => Buffer.from(c, 'latin1').toString('latin1')),
        };
        const found = separate(cutAt(body, cuts));
        expect(found).toMatchObject(whole);
        expect(found.handedOut).toBe(found.payload);
      }),
    );
  });

  it('keeps nothing of an entry that never ends', () => {
    const separator = new LogSeparator();
    separator.push(Buffer.from('2026-01-02 03:04:05,678 - supervisor - DEBUG - EVENT received: '));
    const chunk = Buffer.alloc(64 * 1024, 'QUJD');
    for (let i = 0; i < 1000; i++) expect(separator.push(chunk)).toEqual([]);
    separator.push(Buffer.from(`\n${lastEntry}`));
    expect(separator.push(Buffer.from('text\n')).map(({ bytes }) => Buffer.from(bytes).toString())).toContain('text\n');
  });
});
