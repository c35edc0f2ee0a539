import type { NumberField } from './field';

/** The values to which a slider can be set. */
export interface SliderRange {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

const mostPositions = 1000;

/**
 * The slider for a number with two limits. `undefined` if a slider would not help: between 0 and 4,000,000,000, nobody can hit a
 * certain number with it.
 */
export function sliderOf({ least, most, isWhole }: NumberField): SliderRange | undefined {
  if (!least || !most) return undefined;
  const width = most.value - least.value;
  if (!Number.isFinite(width) || width <= 0) return undefined;
  const step = isWhole ? 1 : 10 ** Math.floor(Math.log10(width / 50));
  const first = isWhole ? Math.ceil(least.value) : least.value;
  const last = isWhole ? Math.floor(most.value) : most.value;
  const range = {
    least: first + (least.isExclusive && first === least.value ? step : 0),
    most: last - (most.isExclusive && last === most.value ? step : 0),
    step,
  };
  // Only if JavaScript can hold all steps exactly: else two steps could be the same number, or show extra digits.
  const isExact = Math.abs(least.value) + Math.abs(most.value) <= 2 ** 40 * step && step >= 1e-6;
  return isExact && range.most > range.least && (range.most - range.least) / step <= mostPositions ? range : undefined;
}
