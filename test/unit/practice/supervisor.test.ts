import { describe, expect, it } from 'vitest';
import { ProgramFailure, printed, written } from '../../../src-main/practice/practice-service';
import type { PracticeService, ProgramOutput } from '../../../src-main/practice/practice-service';
import { supervise } from '../../../src-main/practice/supervisor';
import { CallingPictures } from '../../fixtures/calling-pictures';

const now = () => new Date('2026-01-02T03:04:05.678Z');

function service(run: (input: Buffer) => ProgramOutput, logLevel: PracticeService['logLevel'] = 'CRITICAL') {
  return {
    name: 'echo',
    logLevel,
    memory: '256Mi',
    cpu: '0.2',
    suffixes: [],
    script: '',
    run: async (input: Buffer) => run(input),
  } satisfies PracticeService;
}

const answerOf = async (given: PracticeService, body = 'aGVsbG8=') => {
  const { status, body: answer } = await supervise(given, Buffer.from(body), now, new CallingPictures());
  return { status, text: answer.toString() };
};

describe('supervise', () => {
  it('hands the decoded body to the program', async () => {
    expect(await answerOf(service((input) => printed(`<${input}>`)))).toEqual({ status: 200, text: '<hello>\n' });
  });

  it('adds a line feed to printed text that has one', async () => {
    expect((await answerOf(service(() => printed('line\n')))).text).toBe('line\n\n');
  });

  it('answers a single line feed when there is nothing', async () => {
    expect((await answerOf(service(() => printed('')))).text).toBe('\n');
  });

  it('answers one file as base64 and drops what was printed', async () => {
    const file = { name: 'a.txt', bytes: Buffer.from('hello') };
    expect((await answerOf(service(() => ({ files: [file], printed: 'noise' })))).text).toBe('aGVsbG8=\n');
  });

  it('answers several files as a zip whose files are stored as they are', async () => {
    const a = { name: 'a.txt', bytes: Buffer.from('first file') };
    const b = { name: 'sub/b.txt', bytes: Buffer.from('second file') };
    const { text } = await answerOf(service(() => written(a, b)));
    expect(text).toMatch(/^[A-Za-z0-9+/]+=*\n$/);
    const zip = Buffer.from(text, 'base64');
    expect(zip.subarray(0, 4)).toEqual(Buffer.from('PK\x03\x04', 'latin1'));
    expect(zip.includes('a.txtfirst file')).toBe(true);
    expect(zip.includes('sub/b.txtsecond file')).toBe(true);
  });

  it('answers 200 with the message of a program that failed', async () => {
    const failing = service(() => {
      throw new ProgramFailure('no luck');
    });
    expect(await answerOf(failing)).toEqual({ status: 200, text: 'echo: error: no luck\n\n' });
  });

  it('writes its log before the answer at the level INFO', async () => {
    const { text } = await answerOf(service(() => printed('line\n'), 'INFO'));
    const lines = text.split('\n');
    expect(lines.slice(8)).toEqual(['line', '', '']);
    for (const line of lines.slice(0, 8)) {
      expect(line).toMatch(/^2026-01-02 03:04:05,678 - supervisor - INFO - \S/);
    }
    expect(lines[7]).toBe('2026-01-02 03:04:05,678 - supervisor - INFO - Creating response');
  });

  it('answers 500 with a traceback when the body can not be taken', async () => {
    const { status, text } = await answerOf(
      service(() => printed('')),
      'abc',
    );
    expect(status).toBe(500);
    expect(text).toMatch(/^exit status 1\nTraceback \(most recent call last\):\n/);
    expect(text).toMatch(/\nbinascii\.Error: Incorrect padding\n\n$/);
  });

  it('passes on an error that is no failure of the program', async () => {
    const broken = service(() => {
      throw new RangeError('broken');
    });
    await expect(supervise(broken, Buffer.from(''), now, new CallingPictures())).rejects.toThrow(RangeError);
  });
});
