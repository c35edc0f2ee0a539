/** The way to a first result. */
export const firstStepsMessages = {
  firstSteps: {
    title: 'First steps',
    place: (step: string, steps: string) => `Step ${step} of ${steps}`,
    steps: {
      service: 'Choose a service.',
      sample: 'Press “Try the sample”, or drop a file of your own.',
      input: 'Drop a file into the window, or type a text.',
      run: 'Press “Run”.',
      working: 'The service is working. The result appears in a moment.',
      failed: 'That didn’t work. The message says what to do next.',
      done: 'This is your first result. Save it if you like, then drop a file of your own.',
    },
    skip: 'Skip',
    finish: 'Got it',
  },
};
