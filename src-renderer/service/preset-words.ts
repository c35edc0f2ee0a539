import type { Preset } from '../../src-main/contract/presets';
import { formatBytes, formatDuration, formatNumber } from '../format';
import { m } from '../i18n/locale.svelte';
import { preparationWords } from '../ui/preparation/preparation-words';

/** What a preset sets of a list, a few words each. */
export function listSettingsWords({ preparation, limits = {}, names }: Omit<Preset, 'name'>): readonly string[] {
  const words = m().presets;
  const { parallelRuns, waitSeconds, receiveSeconds, answerBytes } = limits;
  return [
    ...(names === undefined ? [] : [words.names(names)]),
    ...(parallelRuns === undefined ? [] : [words.parallelRuns(formatNumber(parallelRuns))]),
    ...(waitSeconds === undefined ? [] : [words.waits(formatDuration(waitSeconds * 1000))]),
    ...(receiveSeconds === undefined ? [] : [words.receives(formatDuration(receiveSeconds * 1000))]),
    ...(answerBytes === undefined ? [] : [words.answers(formatBytes(answerBytes))]),
    ...(preparation ? [words.preparation(preparationWords(preparation))] : []),
  ];
}

/** What a preset holds, in one line. */
export function presetWords(preset: Preset): string {
  const words = [...(preset.text === undefined ? [] : [m().presets.form]), ...listSettingsWords(preset)].join(' · ');
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
