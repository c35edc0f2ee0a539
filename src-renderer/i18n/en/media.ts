/** Sound, video and PDF. */
export const mediaMessages = {
  media: {
    saveIt: 'Save it and open it with another program.',
    openIt: 'Another program may be able to. You can also save it.',
    ofKind: (type: string, nextStep: string) => `Its kind is ${type}. ${nextStep}`,
  },

  sound: {
    label: 'Result sound',
    problem: 'This can’t be played as a sound here',
    play: 'Play',
    pause: 'Pause',
    position: 'Place in the sound',
    positionOf: (position: string, duration: string) => `${position} of ${duration}`,
    speed: 'Speed',
    times: (speed: string) => `${speed}×`,
    noOutline: 'No outline can be drawn of it, but it plays.',
  },

  video: {
    label: 'Result video',
    problem: 'This can’t be played as a video here',
  },

  pdf: {
    label: 'Result PDF',
    loading: 'Loading…',
    page: 'Page',
    ofPages: (pages: string) => `of ${pages}`,
    pageAlt: (page: string, pages: string) => `Page ${page} of ${pages}`,
    previous: 'Previous page',
    next: 'Next page',
    problem: 'This can’t be shown as a PDF',
    problemText: 'It may be damaged or incomplete. Save it to try another program.',
    locked: 'This PDF has a password',
    lockedText: 'Save it and open it with a program that asks for the password.',
    pageProblem: 'This page can’t be drawn.',
    noText: 'This PDF holds no text to search. It may be a scan.',
  },
};
