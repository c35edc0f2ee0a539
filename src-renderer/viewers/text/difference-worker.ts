import { differenceOf } from './line-difference';
import type { DifferenceAnswer, DifferenceRequest } from './difference-thread';

const longestMs = 10_000;

self.onmessage = ({ data }: MessageEvent<DifferenceRequest>) => {
  self.postMessage(differenceOf(data.before, data.after, longestMs) satisfies DifferenceAnswer);
};
