import { describe, expect, it } from 'vitest';
import { movedTo, turnsOf, type ListInLine } from '../../../../src-main/core/batch/line';

/** Lists as `id:cluster:status`. */
function line(...lists: readonly string[]): readonly ListInLine[] {
  return lists.map((list) => {
    const [id = '', cluster = '', status = ''] = list.split(':');
    return { id, cluster, status: status as ListInLine['status'] };
  });
}

describe('the line of lists', () => {
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['lets the only list run', ['a:lab:queued'], ['a'], []],
    ['lets the first of a cluster run', ['a:lab:queued', 'b:lab:queued'], ['a'], []],
    ['keeps others waiting', ['a:lab:running', 'b:lab:queued'], [], []],
    ['keeps others waiting while the cluster is out of reach', ['a:lab:holding', 'b:lab:queued'], [], []],
    ['lets lists of other clusters run beside it', ['a:lab:running', 'b:farm:queued', 'c:lab:queued'], ['b'], []],
    [
      'passes over what is paused, sampled, finished or not begun',
      ['a:lab:paused', 'b:lab:sampled', 'c:lab:finished', 'd:lab:ready', 'e:lab:queued'],
      ['e'],
      [],
    ],
    ['has a list give way to one before it', ['a:lab:queued', 'b:lab:running', 'c:lab:queued'], ['a'], ['b']],
    ['has nothing to do where nothing is in line', ['a:lab:interrupted'], [], []],
  ])('%s', (_, lists, begin, giveWay) => {
    expect(turnsOf(line(...lists))).toEqual({ begin, giveWay });
  });

  it.each([
    ['a', 2, ['b', 'c', 'a']],
    ['c', 0, ['c', 'a', 'b']],
    ['b', 1, ['a', 'b', 'c']],
    ['b', 9, ['a', 'c', 'b']],
    ['x', 0, ['a', 'b', 'c']],
  ])('has %s moved to place %i', (id, place, order) => {
    expect(movedTo(['a', 'b', 'c'], id, place)).toEqual(order);
  });
});
