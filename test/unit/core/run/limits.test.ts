import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../src-main/core/app/settings';
import { areSameLimits, limitsOfRun, settingsOf, usualLimits } from '../../../../src-main/core/run/limits';

const usual = { waitSeconds: 300, receiveSeconds: 3600, answerBytes: 16e9 };

describe('the limits of a run', () => {
  it.each([
    ['those of the settings', undefined, undefined, usual],
    ['the wait of its connection', undefined, { waitSeconds: 900 }, { ...usual, waitSeconds: 900 }],
    ['its own', { waitSeconds: 60, answerBytes: 2048 }, undefined, { ...usual, waitSeconds: 60, answerBytes: 2048 }],
    ['its own within its connection', { waitSeconds: 60 }, { waitSeconds: 900 }, { ...usual, waitSeconds: 60 }],
    ['no longer than its connection', { waitSeconds: 900 }, { waitSeconds: 60 }, { ...usual, waitSeconds: 60 }],
    [
      'its own beside its connection',
      { receiveSeconds: 5 },
      { waitSeconds: 60 },
      { ...usual, waitSeconds: 60, receiveSeconds: 5 },
    ],
  ])('are %s', (_, own, connection, expected) => {
    expect(limitsOfRun(own, connection, defaultSettings)).toEqual(expected);
  });

  it('become settings and are read from them again', () => {
    const limits = { waitSeconds: 7, receiveSeconds: 8, answerBytes: 9000 };
    expect(usualLimits({ ...defaultSettings, ...settingsOf(limits) })).toEqual(limits);
    expect(settingsOf({ waitSeconds: 7 })).toEqual({ waitLimitSeconds: 7 });
  });

  it('are the same where all of them are', () => {
    expect(areSameLimits({ waitSeconds: 7 }, { waitSeconds: 7 })).toBe(true);
    expect(areSameLimits({ waitSeconds: 7 }, { waitSeconds: 7, answerBytes: 2048 })).toBe(false);
    expect(areSameLimits(undefined, {})).toBe(true);
  });
});
