import { describe, expect, it } from 'vitest';
import { formatChange, formatJournal, parseJournal } from '../../../../src-main/core/history/journal';
import { recordOf } from '../../history-records';

describe('a journal', () => {
  const [one, two] = [recordOf('one'), recordOf('two', { outcome: { kind: 'interrupted' } })];

  it('tells what was kept and not removed', () => {
    const pinned = recordOf('one', { isPinned: true });
    const text = formatJournal([one, two]) + formatChange({ kept: pinned }) + formatChange({ removed: ['two'] });
    expect(parseJournal(text)).toEqual({ records: [pinned], staleChanges: 3 });
  });

  // However far a line came before the program was ended by force, the ones before it count, and it does not.
  it('holds every whole line, wherever it is cut', () => {
    const whole = formatJournal([one]);
    const last = formatChange({ kept: two });
    for (let length = 0; length <= last.length; length += 1) {
      const isWhole = length >= last.length - 1;
      const found = parseJournal(whole + last.slice(0, length))?.records;
      expect(found).toEqual(isWhole ? [one, two] : [one]);
    }
  });

  it('goes on behind half a line', () => {
    const text = `${formatJournal([one])}{"kept":{"entr\n${formatChange({ kept: two })}`;
    expect(parseJournal(text)?.records).toEqual([one, two]);
  });

  it.each(['', '{"journal":"history","version":2}\n', 'nonsense', '{"version":1,"content":{}}'])(
    'is not what begins with %j',
    (text) => {
      expect(parseJournal(text)).toBeUndefined();
    },
  );
});
