import { sortOrder } from './table-format';
import type { SortTask } from './table-sorting.svelte';

self.onmessage = ({ data }: MessageEvent<SortTask>) => {
  self.postMessage(sortOrder(data.cells, data.direction, data.delimiter));
};
