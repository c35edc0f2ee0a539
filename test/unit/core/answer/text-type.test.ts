import { describe, expect, it } from 'vitest';
import { htmlTitle, readTextStart, textMediaType } from '../../../../src-main/core/answer/text-type';

describe('media types of text', () => {
  it('come out at once behind any number of comments', () => {
    const comments = '<!-- x -->\n'.repeat(2000);
    expect(textMediaType(`${comments}<html>`)).toBe('text/html');
    expect(textMediaType(`${comments}a line`)).toBe('text/plain');
  });

  it.each([
    ['text/plain', 'hello'],
    ['text/plain', 'Roses are red, violets are blue\nSugar is sweet, and so are you\n'],
    ['text/plain', 'one line, with, commas\n'],
    ['text/plain', '# 3 rows\n1\n2\n'],
    ['text/csv', 'name,score\noak,0.9\n'],
    ['text/csv', 'name;score\noak;0,9\n'],
    ['text/csv', '"a, b",c\n"d, e",f\n'],
    ['text/csv', 'especie;notas\nroble;grande, viejo\nhelecho;joven. Muy verde\n'],
    ['text/csv', 'species,notes\noak,large; old\n'],
    ['text/plain', 'The oak is large; the fern is young.\nThe ash is old; the elm is gone.\n'],
    ['text/plain', 'The oak is old. Yes,it is\nThe fern is young. No,it is not\n'],
    ['text/plain', 'let oak = 1;\nlet fern = 2;\n'],
    ['text/tab-separated-values', 'name\tscore\noak\t0.9\n'],
    ['text/markdown', '# Trees\n\nSee [the list](list.md).\n'],
    ['text/markdown', '# Trees\n\n## Oaks\n'],
    ['application/x-ndjson', '{"a":1}\n{"a":2}\n'],
    ['application/x-ndjson', '[1,2]\n[3,4]\n'],
    ['application/x-ndjson', '{"a":NaN}\n{"a":2}\n{"a":'],
    ['text/plain', '{"a":1\n{"a":2}\n'],
    ['text/csv', 'name,note\noak,"first line\nsecond, line"\nbeech,"x"\n'],
    ['text/csv', 'name,note\noak,"a ""b"", c\n\nd. E"\n'],
    ['text/csv', '# made by tool 1.2\nname,height\noak,12.5\nbeech,9.1\n'],
    ['text/csv', 'name|height|n\noak|12.5|3\nbeech|9.1|4\n'],
    ['text/csv', 'sep=;\nname;height\noak;12,5\nbeech;9,1\n'],
    ['text/csv', 'species,n\nQuercus robur subsp. robur,3\nPicea abies (L.) H. Karst.,4\n'],
    ['text/csv', 'time,t\n2024-01-01 10:00:00,123\n2024-01-01 10:00:01,456\n'],
    ['text/csv', '\u001b[1mname,n\u001b[0m\noak,3\n'],
    ['text/tab-separated-values', '# BLASTN 2.10.0+\n# Fields: query, subject\nq1\ts1\t98.5\nq1\ts2\t91.0\n# 2 hits\n'],
    ['text/plain', '2024-01-01 10:00:00,123 INFO start\n2024-01-01 10:00:01,456 INFO stop\n'],
    ['text/plain', '[2024-01-01 10:00:00,123] INFO start\n[2024-01-01 10:00:01,456] INFO stop\n'],
    ['text/plain', '((oak:1,beech:2):3,ash:4);\n((oak:1,ash:2):3,beech:4);\n'],
    ['text/plain', '(oak:1,\nbeech:2,\nash:3);\n'],
    ['text/plain', '# detector settings\nthreshold: 0.5\n# labels to keep\nlabels:\n  - oak\n  - beech\n'],
    ['text/plain', '# settings\n\nthreshold: 0.5\n## labels\nlabels:\n  - oak\n'],
    ['text/plain', '# one remark\n# another\n1\n2\n'],
    ['text/plain', 'size: [3,4]\nplace: [1,2]\n'],
    ['text/plain', 'cat a | sort\nls | wc\n'],
    ['text/plain', 'int a[2] = {1,2};\nint b[2] = {3,4};\n'],
    ['text/markdown', '# Trees\n\n- oak\n- beech\n'],
    ['text/markdown', '| tree | n |\n|---|---:|\n| oak | 3 |\n'],
    ['text/markdown', '```python\nprint(1, 2)\n```\n'],
    ['text/csv', 'name, score\noak, 0.9\nfern, 0.8\n'],
    ['text/csv', 'name,call\noak,f(1)\nfern,g(2)\n'],
    ['text/plain', 'Paris, France\nMadrid, Spain\n'],
    ['text/plain', 'sort(a,b)\njoin(c,d)\n'],
    ['text/plain', 'oaks = [1, 2]\nferns = [3, 4]\n'],
    ['text/plain', 'Epoch 1, loss: 0.5\nEpoch 2, loss: 0.4\n'],
    ['application/x-ndjson', '{"a":1}\n\n{"b":2}\n'],
    ['text/html', '<!-- made by a tool -->\n<!DOCTYPE html><p>x'],
    ['application/xml', '<?xml version="1.0"?><a/>'],
    ['image/svg+xml', '<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'],
    [
      'image/svg+xml',
      '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "a" "b" [<!ENTITY x "y"> <!ENTITY z "&x;">] ><svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
  ])('%s: %j', (mediaType, text) => {
    expect(textMediaType(text)).toBe(mediaType);
  });
});

describe('what counts as text', () => {
  it.each([
    ['utf-8', Buffer.from('ñandú 火')],
    ['utf-8', Buffer.from('\u001b[31mred\u001b[0m')],
    ['utf-16le', Buffer.from('\ufeffnaïve', 'utf16le')],
    ['utf-16le', Buffer.from('{"label": "oak"}', 'utf16le')],
    ['utf-16be', Buffer.from('{"label": "oak"}', 'utf16le').swap16()],
    ['iso-8859-1', Buffer.from('Señal débil, otra vez', 'latin1')],
    [undefined, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    [undefined, Buffer.alloc(40)],
    [undefined, Buffer.from('a\0b')],
  ])('%s: %j', (charset, bytes) => {
    expect(readTextStart(bytes, true, false)?.charset).toBe(charset);
  });

  it('allows some control characters in what was printed, and none in a file', () => {
    const bytes = Buffer.from('\0abc\u00e9');
    expect(readTextStart(bytes, true, true)?.text).toBe('\0abcé');
    expect(readTextStart(bytes, true, false)).toBeUndefined();
  });

  it('allows a character that is cut at the end of a sample', () => {
    const bytes = Buffer.from('é').subarray(0, 1);
    const start = Buffer.concat([Buffer.from('caf'), bytes]);
    expect(readTextStart(start, false, false)?.charset).toBe('utf-8');
    expect(readTextStart(start, true, false)?.charset).toBe('iso-8859-1');
  });
});

it('finds the title of a page', () => {
  expect(htmlTitle('<html><head><title>\n Sign in\n</title>')).toBe('Sign in');
  expect(htmlTitle('<body><h1>502 <b>Bad</b> Gateway</h1>')).toBe('502 Bad Gateway');
  expect(htmlTitle('<p>x')).toBe('');
});
