import type { ErrorMessage } from '../messages';

const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

/** Background jobs. */
export const jobMessages = {
  jobErrors: {
    tooLarge: (size: string, limit: string) =>
      error(
        'This is too large to run in the background',
        `It has ${size}, and the cluster takes at most ${limit} for a job. Send a smaller copy, or run it and wait.`,
      ),
    unsupported: (host: string) =>
      error(
        `${host} can’t run this in the background`,
        'Its OSCAR is older than version 4.1, which would not say what becomes of it. Run it and wait instead.',
      ),
    unseen: (host: string) =>
      error(
        `${host} doesn’t show this account what becomes of jobs`,
        'Ask the owner of the service to share it with you, or run it and wait instead.',
      ),
    failed: () =>
      error('The job ended with a failure', 'Details show the end of its log. Check the input, then run it again.'),
    gone: (host: string) =>
      error(
        `${host} doesn’t know this job any more`,
        'It was removed there, and its result with it. Run it again if you still need it.',
      ),
    logCut: () =>
      error(
        'The beginning of the log is missing',
        'The cluster kept only its end, so a part of the result may be lost. Run it again with a smaller input.',
      ),
  },
};
