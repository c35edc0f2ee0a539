import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../src-main/core/app/settings';
import type { ClusterProfile } from '../../../../src-main/core/connection/profile';
import { movableSettings, readDocument, readRun, writeDocument } from '../../../../src-main/core/move/moved';
import { knownConnections, planMove, withConnectionsHere, type ThingsHere } from '../../../../src-main/core/move/plan';
import { noNotes } from '../../../../src-main/core/service/notes';

const now = '2026-05-01T10:00:00.000Z';
const lab: ClusterProfile = {
  id: '0d0f5b3e-7f52-4b2a-8a5e-2f4f8f1d9a01',
  kind: 'cluster',
  name: 'Lab',
  colour: 'green',
  endpoint: 'https://oscar.example.org',
  allowsPlainHttp: false,
  keeping: 'keychain',
  signIn: { kind: 'service-token', serviceName: 'plants' },
  trust: { kind: 'system' },
};
const recipe = { id: 'recipe-1', name: 'Count', steps: [{ profileId: lab.id, serviceName: 'plants' }] };
const watch = {
  id: 'watch-1',
  folder: '/photos',
  plan: { recipeId: 'recipe-1', recipeName: 'Count', outputFolder: '/results' },
  endings: [],
  since: now,
  isPaused: false,
};
const things = {
  settings: { language: 'es' as const },
  profiles: [lab],
  notes: [{ profileId: lab.id, notes: { ...noNotes, favourites: ['plants'] } }],
  recipes: [recipe],
  watches: [{ watch, taken: [] }],
};
const nothing: ThingsHere = { settings: defaultSettings, profiles: [], notes: [], recipes: [], watches: [] };

function read(change: object) {
  const document: unknown = JSON.parse(writeDocument(things, now));
  return readDocument(JSON.stringify({ ...(document as object), ...change }), 'a.oscar-move');
}

describe('the document of everything', () => {
  it('comes back as it was written, watches switched off', () => {
    const { things: back, left } = read({});
    expect(back).toEqual({ ...things, watches: [{ watch: { ...watch, isPaused: true }, taken: [] }] });
    expect(left).toBe(0);
  });

  it('leaves out what belongs to one computer', () => {
    expect(movableSettings({ ...defaultSettings, lastProfileId: 'lab', listShare: 0.4 })).not.toHaveProperty(
      'listShare',
    );
  });

  it.each([
    ['a connection with a password', { profiles: [{ ...lab, password: 'geheim' }] }],
    [
      'a connection with a token in its sign-in',
      { profiles: [{ ...lab, signIn: { ...lab.signIn, token: 'geheim' } }] },
    ],
    ['an address that is none', { profiles: [{ ...lab, endpoint: 'javascript:alert(1)' }] }],
    [
      'an address without encryption that nobody allowed',
      { profiles: [{ ...lab, endpoint: 'http://oscar.example.org' }] },
    ],
    ['a connection that comes twice', { profiles: [lab, { ...lab, name: 'Other' }] }],
    ['a connection whose id is a path', { profiles: [{ ...lab, id: '../../x' }] }],
    ['settings that are none', { settings: { keepDays: -1 } }],
    ['settings of another program', { settings: { __token: 'x' } }],
    ['a watch whose id is a path', { watches: [{ watch: { ...watch, id: '../x' } }] }],
    ['notes of a path', { notes: [{ profileId: '../x', notes: noNotes }] }],
    ['a recipe without steps', { recipes: [{ ...recipe, steps: [] }] }],
    ['what is no connection at all', { profiles: ['x'] }],
  ])('leaves out %s, and says so', (_, change) => {
    const { things: back, left } = read(change);
    expect(left).toBe(1);
    expect(JSON.stringify(back)).not.toContain('geheim');
  });

  it('takes no harm from keys that mean something to JavaScript', () => {
    const text = writeDocument(things, now).replace(
      '"settings":{',
      '"__proto__":{"left":9},"settings":{"__proto__":{"language":"en"},',
    );
    const { things: back } = readDocument(text, 'a.oscar-move');
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
    expect(({} as { left?: number }).left).toBeUndefined();
  });

  it.each([
    ['{', 'damaged'],
    ['null', 'other'],
    ['{"format":"oscar-preset","version":1}', 'other'],
    ['{"format":"oscar-move","version":2}', 'newer'],
    ['{"format":"oscar-move","version":1}', 'damaged'],
  ])('refuses %s', (text, problem) => {
    expect(() => readDocument(text, 'a.oscar-move')).toThrow(
      expect.objectContaining({ info: { code: 'move-file-refused', file: 'a.oscar-move', problem } }),
    );
  });
});

describe('a run of the history', () => {
  const entry = {
    ...{ id: 'run-1', profileId: lab.id, profileName: 'Lab', endpoint: lab.endpoint, serviceName: 'plants' },
    ...{ startedAt: now, attempt: 1, isPinned: false, diskBytes: 0, outcome: { kind: 'interrupted' } },
  };
  const line = (change: object, more: object = {}) =>
    JSON.stringify({ record: { entry: { ...entry, ...change }, ...more } });

  it('comes without the path of its file', () => {
    expect(readRun(line({}, { origin: { path: '/etc/passwd', modifiedMs: 1, sizeBytes: 1 } }))).toEqual({
      record: { entry },
    });
  });

  it.each([
    ['that is a path', line({ id: '../x' })],
    ['that runs', line({ outcome: { kind: 'running' } })],
    [
      'that is a list',
      line({ outcome: { kind: 'list', status: 'finished', done: 1, problems: 0, left: 0, hasMarks: true } }),
    ],
    ['that is none', 'x'],
    ['of nothing', '{}'],
  ])('is left out %s', (_, text) => {
    expect(readRun(text)).toBeUndefined();
  });

  it.each([
    [{ code: 'constructor' }, 'interrupted'],
    [{ code: 'unheard-of' }, 'interrupted'],
    [{ code: 'host-not-found', host: { toString: 1 } }, 'interrupted'],
    [{ code: 'host-not-found', host: 'lab' }, 'failed'],
  ])('that failed of %j is %s', (error, kind) => {
    expect(readRun(line({ outcome: { kind: 'failed', error } }))?.record.entry.outcome.kind).toBe(kind);
  });
});

describe('what would change', () => {
  const standings = (here: ThingsHere) =>
    Object.fromEntries(planMove(things, here, new Set(['/photos'])).map(({ key, standing }) => [key, standing]));

  it('is all new on a new computer', () => {
    expect(new Set(Object.values(standings(nothing)))).toEqual(new Set(['new']));
    expect(planMove(things, nothing, new Set(['/photos'])).find(({ kind }) => kind === 'watch')).toMatchObject({
      isFolderMissing: true,
      detail: 'photos',
    });
  });

  it('is nothing where all of it is here, in whatever order its parts are', () => {
    const { name, ...rest } = lab;
    const settings = { ...defaultSettings, language: 'es' as const };
    const here = { ...nothing, ...things, profiles: [{ ...rest, name }], settings };
    expect(new Set(Object.values(standings(here)))).toEqual(new Set(['same']));
  });

  it('replaces what is here and different', () => {
    const here: ThingsHere = {
      settings: { ...defaultSettings, theme: 'dark' },
      profiles: [{ ...lab, name: 'Mine' }],
      notes: [{ profileId: lab.id, notes: { ...noNotes, favourites: ['birds'] } }],
      recipes: [{ ...recipe, name: 'Mine' }],
      watches: [{ watch: { ...watch, folder: '/other' }, taken: [] }],
    };
    expect(standings(here)).toEqual({
      [`connection:${lab.id}`]: 'different',
      [`services:${lab.id}`]: 'different',
      'recipe:recipe-1': 'different',
      'watch:watch-1': 'same',
      settings: 'different',
    });
  });

  it('knows a connection to the same cluster by its address and sign-in, and everything that goes with it', () => {
    const mine = { ...lab, id: '1d0f5b3e-7f52-4b2a-8a5e-2f4f8f1d9a02' };
    const other = { ...mine, signIn: { kind: 'password' as const, user: 'me' } };
    expect(knownConnections([lab], [other]).has(lab.id)).toBe(false);
    const known = knownConnections([lab], [other, mine]);
    const here = withConnectionsHere(things, known);
    expect(here.recipes[0]?.steps[0]?.profileId).toBe(mine.id);
    expect(here.notes[0]?.profileId).toBe(mine.id);
    expect(here.profiles[0]?.id).toBe(mine.id);
  });
});
