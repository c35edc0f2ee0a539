import type { Preset } from '../../src-main/contract/presets';
import { formatNumber } from '../format';
import { m } from '../i18n/locale.svelte';
import { preparationWords } from '../ui/preparation/preparation-words';

/** What a preset sets of a list, a few words each. */
export function listSettingsWords({ preparation, limits, names }: Omit<Preset, 'name'>): readonly string[] {
  const words = m().presets;
  return [
    ...(names === undefined ? [] : [words.names(names)]),
    ...(limits ? [words.parallelRuns(formatNumber(limits.parallelRuns))] : []),
    ...(preparation ? [words.preparation(preparationWords(preparation))] : []),
  ];
}

/** What a preset holds, in one line. */
export function presetWords(preset: Preset): string {
  const words = [...(preset.text === undefined ? [] : [m().presets.form]), ...listSettingsWords(preset)].join(' · ');
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
