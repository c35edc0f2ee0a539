import { parentPort, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { runFileJobs, type FileJobOutcome } from './file-jobs';
import type { AnsweredJobs, AskedJob } from './file-thread';

const mostTogether = 64;

// The entry of a thread for files: what waits when it looks is done together and answered together.
function serve(port: MessagePort): void {
  port.on('message', (first: readonly AskedJob[]) => {
    const asked = [...first];
    while (asked.length < mostTogether) {
      const next = receiveMessageOnPort(port);
      if (!next) break;
      asked.push(...(next.message as readonly AskedJob[]));
    }
    const outcomes = runFileJobs(asked.map(({ job }) => job));
    const answered: AnsweredJobs = outcomes.map((outcome, at) => ({ id: asked[at]?.id ?? 0, outcome }));
    port.postMessage(answered, outcomes.flatMap(ownMemory));
  });
}

/** Contents go to the other thread without being copied. */
function ownMemory(outcome: FileJobOutcome): ArrayBuffer[] {
  if (!('value' in outcome) || !outcome.value || !('content' in outcome.value)) return [];
  const { buffer } = outcome.value.content ?? {};
  return buffer instanceof ArrayBuffer ? [buffer] : [];
}

if (parentPort) serve(parentPort);
