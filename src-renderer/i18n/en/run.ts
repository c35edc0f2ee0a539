import { pluralOf } from '../plural';

const count = pluralOf('en');

/** A run and its progress. */
export const runMessages = {
  run: {
    run: 'Run',
    stop: 'Stop',
    stopWaiting: 'Stop waiting',
    options: 'Options',
    waitLimit: 'Wait for an answer at most',
    seconds: 'seconds',
    waitLimitOfConnection: (duration: string) => `This connection waits ${duration} at most, whatever is set here.`,
    waitLimitRange: (smallest: string, largest: string) => `Choose from ${smallest} to ${largest} seconds.`,
    arrivalLimit: 'Once it begins, let it arrive for at most',
    minutes: 'minutes',
    arrivalLimitRange: (smallest: string, largest: string) => `Choose from ${smallest} to ${largest} minutes.`,
    answerLimit: 'Receive at most',
    gigabytes: 'GB',
    answerLimitRange: (smallest: string, largest: string) => `Choose from ${smallest} to ${largest} GB.`,
    ownLimits: 'These limits are for this service only',
    ownLimitsNote: 'Until the program ends. A preset keeps them.',
    ownLimitsOfList: 'Limits of answers for this list only',
    retries: 'Try again by itself when the service isn’t ready',
    goToResult: 'Go to result',
    backToInput: 'Back to the input',
    obstacle: {
      'no-input': 'Choose a file or type a text first',
      'no-text': 'Type a text first',
      'json-malformed': 'Correct the JSON first',
      'form-unfinished': 'Fill in what is needed first',
      'service-closed': 'This service can’t be run from here',
      running: 'It is running already',
    },
    stopQuestion: 'Stop this run?',
    stopQuestionText: 'You can run it again with the same input.',
    keepRunning: 'Keep running',
  },

  progress: {
    bar: 'Progress',
    starting: 'Getting ready',
    preparing: 'Making the copy to send',
    connecting: 'Connecting to the cluster',
    sending: 'Sending the input',
    waiting: 'The service is working',
    waking: 'The service may be starting up. The first answer can take a minute or two.',
    wakingUsually: (duration: string) => `Waking the service up. The first answer usually takes about ${duration}.`,
    receiving: 'Receiving the answer',
    decoding: 'Reading the answer',
    retryingIn: (seconds: number) =>
      count(seconds, { one: `Trying again in ${seconds} second`, other: `Trying again in ${seconds} seconds` }),
    retryingNow: 'Trying again now',
    attempt: (attempt: string) => `Try ${attempt}`,
    bytesOf: (done: string, total: string) => `${done} of ${total}`,
    announce: {
      started: (service: string) => `${service} is running.`,
      finished: (service: string, duration: string) => `${service} is done after ${duration}. The result is ready.`,
      stillRunning: (phase: string, duration: string) => `${phase}, ${duration} so far.`,
    },
  },
};
