import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BatchSummary } from '../../../src-main/core/batch/overview';
import ListsOverview from '../../../src-renderer/batch/ListsOverview.svelte';
import { batchOverview } from '../builders';

const lists: readonly BatchSummary[] = [
  {
    ...batchOverview({ id: 'a', phase: { status: 'running', isSample: false } }, { waiting: 1, done: 2 }),
    source: 'North',
  },
  { ...batchOverview({ id: 'b', phase: { status: 'queued', isSample: false } }), source: 'South' },
  batchOverview({ id: 'c', phase: { status: 'ready' } }),
];

let shown: string[];
let moved: [string, number][];
let menus: string[];

beforeEach(() => {
  shown = [];
  moved = [];
  menus = [];
});

function show(more: { lists?: readonly BatchSummary[]; shownId?: string } = {}) {
  return render(ListsOverview, {
    lists,
    shownId: 'a',
    connectionName: (id: string) => `Cluster ${id}`,
    onshow: (id: string) => void shown.push(id),
    onmove: (id: string, place: number) => void moved.push([id, place]),
    onmenu: ({ id }: BatchSummary) => void menus.push(id),
    ...more,
  });
}

const cards = () => screen.getAllByRole('button', { name: /\d of \d/ });
const texts = () => cards().map(({ textContent }) => textContent.trim().replace(/\s+/g, ' '));

describe('the overview of lists', () => {
  it('says what each is, does, and how far it is, and shows one', async () => {
    show();
    const [running, waiting, draft] = texts();
    expect(running).toMatch(/^North Running · 2 of 3 · Black and white$/);
    expect(waiting).toMatch(/^South Waits for its turn · 0 of 3 · Black and white$/);
    expect(draft).toBe('3 files Not started · 0 of 3 · Black and white');
    expect(cards().map((card) => card.getAttribute('aria-current'))).toEqual(['true', 'false', 'false']);
    await userEvent.click(screen.getByRole('button', { name: /^South/ }));
    expect(shown).toEqual(['b']);
  });

  it('says which cluster where there are several', () => {
    const [first, second] = lists;
    show({ lists: [...(first ? [first] : []), ...(second ? [{ ...second, profileId: 'farm' }] : [])] });
    expect(texts()[1]).toMatch(/ · Cluster farm$/);
  });

  it('says what needs a person', () => {
    const stuck = { status: 'paused', reason: { code: 'internal', reference: 'x' } } as const;
    const finished = { status: 'finished', finishedAt: '2026-05-01T10:00:00.000Z' } as const;
    show({
      lists: [
        batchOverview({ id: 'a', phase: stuck }),
        batchOverview({ id: 'b', phase: finished }, { done: 2, 'needs-attention': 1 }),
        batchOverview({ id: 'c', phase: finished }, { done: 2, cancelled: 1 }),
      ],
    });
    const [first, second, third] = texts();
    expect(first).toContain('Paused, needs you');
    expect(second).toContain('Done · 3 of 3 · 1 needs attention');
    expect(third).toContain('Stopped · 2 of 3');
  });

  it('changes places by keys, and keeps the focus', async () => {
    show();
    const card = screen.getByRole('button', { name: /^South/ });
    card.focus();
    expect(card).toHaveAccessibleDescription(/Drag it, or press Alt with an arrow key/);
    await userEvent.keyboard('{Alt>}{ArrowLeft}{ArrowRight}{ArrowUp}{ArrowDown}{/Alt}{ArrowLeft}');
    expect(moved).toEqual([
      ['b', 0],
      ['b', 2],
      ['b', 0],
      ['b', 2],
    ]);
    expect(card).toHaveFocus();
  });

  it('changes places by dragging one onto another, and by nothing else that is dropped', async () => {
    show();
    const [first, , third] = screen.getAllByRole('listitem');
    if (!first || !third) throw new Error('There are three.');
    await fireEvent.drop(first);
    expect(moved).toEqual([]);
    await fireEvent.dragStart(third);
    await fireEvent.dragOver(first);
    expect(first).toHaveClass('before');
    await fireEvent.drop(first);
    expect(moved).toEqual([['c', 0]]);
    expect(first).not.toHaveClass('before');
    await fireEvent.dragStart(first);
    await fireEvent.dragOver(third);
    expect(third).toHaveClass('after');
    await fireEvent.dragEnd(first);
    expect(third).not.toHaveClass('after');
    expect(moved).toHaveLength(1);
  });

  it('has a menu for each, by its button and by the key or button for menus', async () => {
    show();
    await userEvent.click(screen.getByRole('button', { name: /^Actions for South/ }));
    await fireEvent.contextMenu(cards()[0] ?? document.body);
    expect(menus).toEqual(['b', 'a']);
  });
});
