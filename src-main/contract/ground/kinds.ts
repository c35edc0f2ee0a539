// What a list may be narrowed to, and what can be done to its files: the window offers what the main process counts.
export { groupToOffer, isSoundKind, kindOf, photoType, type KindGroup } from '../../core/batch/kinds';
