// What a list may be narrowed to: the window offers what the main process counts.
export { groupToOffer, isSoundKind, type KindGroup } from '../core/batch/kinds';
