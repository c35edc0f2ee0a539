import { describe, expect, it } from 'vitest';
import { findFailureSign, isErrorObject } from '../../../../src-main/core/answer/failure-signs';

const traceback =
  'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n    main()\nValueError: no leaf\n';

describe('failure signs', () => {
  it.each([
    ['python-traceback', traceback],
    ['python-traceback', `start\n${traceback}cleaning up\ndone\n`],
    ['shell', '/tmp/x/script.sh: 3: convert: not found\n'],
    ['shell', '/tmp/x/script.sh: line 3: convert: command not found\n'],
    ['shell', 'sh: convert: not found\n'],
    ['shell', '/bin/sh: 0: cannot open /oscar/script.sh: No such file\n'],
    ['shell', 'bash: ./run: Permission denied\n'],
    ['missing-or-denied', 'cat: /data/in.txt: No such file or directory\n'],
    ['missing-or-denied', "python3: can't open file '/a.py': [Errno 2] No such file or directory\n"],
    ['signal', 'loading\nKilled\n'],
    ['signal', 'Segmentation fault (core dumped)\n'],
    ['signal', '/x/script.sh: line 2:     9 Killed                  python3 a.py\n'],
    ['memory', 'MemoryError\n'],
    ['memory', 'numpy.core._exceptions.MemoryError: Unable to allocate 8 GiB\n'],
    ['memory', 'RuntimeError: CUDA out of memory. Tried to allocate 2 GiB\n'],
    ['memory', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n'],
    ['java', 'java.io.IOException: gone\n\tat a.B.c(B.java:1)\n\tat a.B.main(B.java:9)\n'],
    [
      'node',
      'TypeError: x is not a function\n    at run (/app/a.js:1:2)\n    at node:internal/main:1:1\n\nNode.js v20.1.0\n',
    ],
    ['go', 'panic: runtime error: index out of range\n\ngoroutine 1 [running]:\nmain.main()\n'],
    ['rust', "thread 'main' panicked at src/main.rs:2:5:\nno leaf\n"],
    ['r', 'Error in library(raster) : there is no package\nExecution halted\n'],
    ['exit-status', 'working\nexit status 1\n'],
    ['exit-status', 'Command failed with exit code 137\n'],
    ['error-line', 'Error: the picture has no pixels\n'],
    ['error-line', 'working\nconvert: error: no decode delegate\n'],
    ['python-error', 'urllib.error.URLError: <urlopen error timed out>\n'],
  ])('%s in %j', (name, text) => {
    expect(findFailureSign(text, text)).toBe(name);
  });

  it.each([
    ['', 'nothing'],
    ['An error is a door ajar,\nkilled by the wind, not found by star.\n', 'a poem'],
    ['All the king’s men\nKilled the dragon\n', 'a line that begins with a telling word'],
    ['epoch 10\nError: 0.05\n', 'a measure called error'],
    ['Error rate: 5 %\n', 'another measure'],
    ['exit status 0\n', 'success'],
    ['3 files not found in the cache, fetched\nall good\n', 'a remark'],
    [`A traceback looks like this:\n\n${traceback}\n${'It is read from its end.\n'.repeat(7)}`, 'an explanation'],
    ['Terminated trees: 5\n', 'a count'],
    ['species,count\nError,3\n', 'a table with such a name'],
    ['Permission denied, said the guard.\n', 'a story'],
    ['_____\n< Error: moo >\n-----\n', 'a cow that says it'],
  ])('none in %j: %s', (text) => {
    expect(findFailureSign(text, text)).toBeUndefined();
  });

  it('is found quickly in lines without an end', () => {
    const text = `${'a.'.repeat(30_000)}Exception\n${' at x()'.repeat(9_000)}\n`;
    expect(findFailureSign(text, text)).toBeUndefined();
  });
});

describe('error objects', () => {
  it.each([{ error: 'x' }, { error: { text: 'x' }, code: 3 }, { error: 'x', message: 'y', status: 500, detail: 'z' }])(
    '%j is one',
    (json) => {
      expect(isErrorObject(json)).toBe(true);
    },
  );

  it.each([
    { error: null },
    { error: '' },
    { error: 'x', label: 'oak' },
    { message: 'x' },
    ['error'],
    'error',
    null,
    5,
  ])('%j is none', (json) => {
    expect(isErrorObject(json)).toBe(false);
  });
});
