import { parentPort } from 'node:worker_threads';
import { startPracticeServer } from './practice-server';
import { practiceServices } from './services/practice-services';

// The entry of the practice cluster's thread: it tells its address and credentials once, and HTTP is all from then on.
void startPracticeServer({ services: practiceServices }).then(({ endpoint, authorization }) => {
  parentPort?.postMessage({ endpoint, authorization });
});
