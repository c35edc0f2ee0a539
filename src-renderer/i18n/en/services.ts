import type { ServiceWords } from '../messages';

const practiceServices: Readonly<Record<string, ServiceWords>> = {
  grayscale: { title: 'Black and white', purpose: 'Turns a picture into shades of grey' },
  'find-things': { title: 'Find things', purpose: 'Draws boxes around what stands out in a picture' },
  'picture-sizes': { title: 'Picture sizes', purpose: 'Makes three smaller copies of a picture' },
  'image-labels': { title: 'Picture facts', purpose: 'Measures a picture and names its main colours' },
  'text-to-speech': { title: 'Text to speech', purpose: 'Reads a short text aloud' },
  cowsay: { title: 'Cow says', purpose: 'A cow says your message' },
};

/** The list of services. */
export const servicesMessages = {
  services: {
    search: 'Find a service',
    select: 'Service',
    selectNothing: 'Choose a service…',
    option: (title: string, purpose: string) => `${title}. ${purpose}`,
    loading: 'Looking for services…',
    none: 'No services here yet',
    noneText: 'This account can reach the cluster, but no service is shared with it.',
    checkAgain: 'Check again',
    noMatch: (search: string) => `No service matches “${search}”.`,
    notChosen: 'Choose a service on the left',
    notChosenText: 'Each service does one thing with the file or text you give it.',
    notChosenNarrow: 'Choose a service above',
    obstacle: {
      'exposed-only': 'Has its own web page and can’t be run from here',
      'no-token': 'The cluster gave no token for it, so it can’t be run from here',
    },
    practice: practiceServices,
  },
};
