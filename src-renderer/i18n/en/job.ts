import type { ErrorMessage } from '../messages';
import { pluralOf } from '../plural';

const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

const count = pluralOf('en');

/** Background jobs. */
export const jobMessages = {
  jobs: {
    open: 'Jobs',
    openAtWork: (formatted: string) => `Jobs (${formatted})`,
    title: 'Background jobs',
    list: 'Jobs, the latest first',
    one: 'Job',
    empty: 'No jobs',
    emptyText: 'What you run in the background is here until you remove it.',
    run: 'Run in the background',
    runNote: 'The result comes under Jobs, also when this program was closed meanwhile.',
    tooLarge: (limit: string) => `A job takes at most ${limit}. This file is larger.`,
    listNote: (limit: string) =>
      `For what takes long. Each file of up to ${limit} becomes a job of the cluster, and the list collects the results, also after this program was closed.`,
    runThese: 'Run these in the background',
    stopList: 'Stop and remove the jobs',
    states: {
      sending: 'Being sent',
      unseen: 'Sent',
      waiting: 'Waiting',
      running: 'Running',
      ended: 'Getting the result',
      done: 'Result',
      failed: 'Problem',
    },
    sent: (instant: string) => `sent ${instant}`,
    since: (duration: string) => `under way for ${duration}`,
    took: (duration: string) => `took ${duration}`,
    explanation: {
      atWork: 'The cluster works on it. You can close this program: it asks again when it is open.',
      ended: 'The cluster is done. The result is on its way.',
    },
    askedAgain: 'It is asked for again by itself.',
    unseenText:
      'This connection can’t see what becomes of it. Its result goes to the cluster’s storage, if the service has a place there.',
    runAgain: 'Run again',
    stop: 'Stop and remove',
    remove: 'Remove',
    stopQuestion: 'Stop this job?',
    stopText: 'The cluster ends it and forgets it. Nothing of its result is kept.',
    keep: 'Keep it',
    showLog: 'Show the log',
    hideLog: 'Hide the log',
    log: 'Log',
    searchLog: 'Lines that contain',
    readAgain: 'Read again',
    readingLog: 'Reading the log…',
    logNotYet: 'Nothing yet. Many services write their log only when they are done.',
    logEmpty: 'The log is empty.',
    logEnd: (shown: string, total: string) => `The last ${shown} of ${total}.`,
    linesFound: (lines: number, formatted: string) =>
      count(lines, { one: `${formatted} line`, other: `${formatted} lines` }),
    show: 'Show the job',
    showServiceLog: 'Show the service’s log',
    hideServiceLog: 'Hide the service’s log',
    noServiceLog:
      'The cluster has no log of this service: none of its copies runs now, or its OSCAR is older than version 4.',
    serviceLogNote: 'The last lines of all runs of this service, not of this one alone.',
    sentTitle: 'In the background',
    sentText: {
      waiting: 'You can go on, or close this program. The result comes under Jobs.',
      running: 'You can go on, or close this program. The result comes under Jobs.',
      done: 'The result is there.',
      failed: 'Something went wrong. The job tells what.',
      unseen: 'This connection can’t see what becomes of it.',
    },
    unseenQuestion: 'Send it without seeing the result?',
    unseenQuestionText:
      'This connection has only the token of a service. It can send work, but it will never see the result: that goes to the cluster’s storage, if the service has a place there. Connect with an account to see it here.',
    dontSend: 'Don’t send',
    sendUnseen: 'Send all the same',
    announceDone: (given: string) => `The result of the job for ${given} is there.`,
    announceFailed: (given: string) => `The job for ${given} ended with a problem.`,
  },
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
