import { describe, expect, it } from 'vitest';
import { entryPath, entryPathKey } from '../../../../src-main/core/result/archive-entry-name';
import { type EntryNameProblem } from '../../../../src-main/core/ground/error';

describe('entryPath', () => {
  it.each([
    ['leaf.png', ['leaf.png']],
    ['plots/2024/leaf.png', ['plots', '2024', 'leaf.png']],
    ['plots\\2024\\leaf.png', ['plots', '2024', 'leaf.png']],
    ['./plots//leaf.png', ['plots', 'leaf.png']],
    ['.hidden', ['.hidden']],
    ['..leaf', ['..leaf']],
    ['a..b/c', ['a..b', 'c']],
    ['10:30 <leaf>?.png', ['10_30 _leaf__.png']],
    ['leaf.txt:stream', ['leaf.txt_stream']],
    ['cafe\u0301.txt', ['caf\u00e9.txt']],
    ['gnp\u202egpj.exe', ['gnpgpj.exe']],
    ['trailing. . /leaf.png. ', ['trailing', 'leaf.png']],
    ['console.txt', ['console.txt']],
    ['common/auxiliary.csv', ['common', 'auxiliary.csv']],
    ['ñandú – año 1.csv', ['ñandú – año 1.csv']],
  ])('%j becomes %j', (name, parts) => {
    expect(entryPath(name)).toEqual({ parts });
  });

  it.each<[string, EntryNameProblem]>([
    ['', 'empty'],
    ['.', 'empty'],
    ['./', 'empty'],
    ['a/. ./b', 'empty'],
    ['...', 'empty'],
    ['\u200e', 'empty'],
    ['..', 'outside'],
    ['../leaf.png', 'outside'],
    ['plots/../../leaf.png', 'outside'],
    ['plots/..', 'outside'],
    ['plots\\..\\..\\leaf.png', 'outside'],
    ['/etc/passwd', 'outside'],
    ['\\\\server\\share\\leaf.png', 'outside'],
    ['//server/share', 'outside'],
    ['\\leaf.png', 'outside'],
    ['C:\\Windows\\leaf.png', 'outside'],
    ['c:leaf.png', 'outside'],
    ['\\\\?\\C:\\leaf.png', 'outside'],
    ['CON', 'reserved'],
    ['con.txt', 'reserved'],
    ['nul .txt', 'reserved'],
    ['plots/AUX/leaf.png', 'reserved'],
    ['Lpt1.tar.gz', 'reserved'],
    ['com¹', 'reserved'],
    ['CONIN$', 'reserved'],
    ['prn.', 'reserved'],
    ['leaf\0.png', 'characters'],
    ['leaf\n.png', 'characters'],
    ['leaf\u009b.png', 'characters'],
    ['ä'.repeat(128), 'too-long'],
    [`${'a/'.repeat(64)}b`, 'too-long'],
    ['a'.repeat(1001), 'too-long'],
  ])('%j is refused as %s', (name, problem) => {
    expect(entryPath(name)).toEqual({ problem });
  });
});

describe('entryPathKey', () => {
  it.each([
    ['Leaf.png', 'leaf.PNG'],
    ['caf\u00e9', 'cafe\u0301'],
    ['straße', 'STRASSE'],
    ['\ufb01g', 'fig'],
    ['ς', 'σ'],
  ])('takes %j and %j for the same', (one, other) => {
    expect(entryPathKey([one])).toBe(entryPathKey([other]));
  });

  it('tells others apart', () => {
    expect(entryPathKey(['a', 'b'])).not.toBe(entryPathKey(['ab']));
    expect(entryPathKey(['ñ'])).not.toBe(entryPathKey(['n']));
  });
});
