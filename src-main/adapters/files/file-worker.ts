import { parentPort, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { runFileJobs, type FileJobOutcome } from './file-jobs';
import type { JobResponses, JobRequest } from './file-thread';

const mostTogether = 64;

// The entry of a thread for files: all requests that wait are done together, and their outcomes sent together.
function serve(port: MessagePort): void {
  port.on('message', (first: readonly JobRequest[]) => {
    const requests = [...first];
    while (requests.length < mostTogether) {
      const next = receiveMessageOnPort(port);
      if (!next) break;
      requests.push(...(next.message as readonly JobRequest[]));
    }
    const outcomes = runFileJobs(requests.map(({ job }) => job));
    const responses: JobResponses = outcomes.map((outcome, at) => ({ id: requests[at]?.id ?? 0, outcome }));
    port.postMessage(responses, outcomes.flatMap(ownMemory));
  });
}

/** Contents go to the other thread without being copied. */
function ownMemory(outcome: FileJobOutcome): ArrayBuffer[] {
  if (!('value' in outcome) || typeof outcome.value !== 'object' || !('content' in outcome.value)) return [];
  const { buffer } = outcome.value.content ?? {};
  return buffer instanceof ArrayBuffer ? [buffer] : [];
}

if (parentPort) serve(parentPort);
