import type { NumberField } from './field';

/** What a slider can be set to. */
export interface SliderRange {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

const mostPositions = 1000;

/**
 * The slider for a number that has two bounds. `undefined` where a slider would not help: a seed between 0 and four thousand
 * million can't be aimed at with it.
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
  // Steps from this bound on have no digits besides their own, and are numbers of their own.
  const isExact = Math.abs(least.value) + Math.abs(most.value) <= 2 ** 40 * step && step >= 1e-6;
  return isExact && range.most > range.least && (range.most - range.least) / step <= mostPositions ? range : undefined;
}
