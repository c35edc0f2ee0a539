// What a list may be narrowed to: the window offers what the main process counts.
export { groupToOffer, type KindGroup } from '../core/batch/kinds';
