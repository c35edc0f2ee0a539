import { describe, expect, it } from 'vitest';
import { wordsOfMarks } from '../../../../src-main/core/service/card';

describe('wordsOfMarks', () => {
  it('takes annotations before labels, and OCI’s names as well as short ones', () => {
    expect(wordsOfMarks({ title: ' Plant\n finder ' }, { title: 'plants', purpose: 'names-plants' })).toEqual({
      title: 'Plant finder',
      purpose: 'names-plants',
    });
    expect(wordsOfMarks({ 'org.opencontainers.image.description': 'Names plants' }, {})).toEqual({
      purpose: 'Names plants',
    });
  });

  it.each([[{}], [{ title: '' }], [{ title: 'x'.repeat(81) }], [{ title: 'a\u202eb' }]])('leaves out %j', (marks) => {
    expect(wordsOfMarks(marks, { oscar_service: 'plants' })).toBeUndefined();
  });
});
