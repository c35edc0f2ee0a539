const error = (headline: string, nextStep: string) => ({ headline, nextStep });

/** Results on their way to other programs. */
export const savingMessages = {
  saving: {
    saveTo: (folder: string) => `Save to ${folder}`,
    more: 'More',
    open: 'Open in its usual program',
    copy: 'Copy to the clipboard',
    copied: { text: 'Text copied', image: 'Picture copied' },
    drag: 'Drag this into a folder or another program',
    errors: {
      notOpenable: (file: string) =>
        error(
          `This app doesn’t open ${file}`,
          'Files of this kind can hold programs. If you trust the service, save it and open it yourself.',
        ),
      notCopyable: (file: string) =>
        error(`The clipboard can’t take ${file}`, 'Text, PNG and JPEG can. Save it to use it elsewhere.'),
      tooManyBytes: (file: string, most: string) =>
        error(`The clipboard is too small for ${file}`, `It takes up to ${most}. Save it to use it elsewhere.`),
      tooManyPixels: (file: string, most: string) =>
        error(`The clipboard is too small for ${file}`, `It takes up to ${most} pixels. Save it to use it elsewhere.`),
      tooLargeToPaste: (most: string) =>
        error(
          `The picture on the clipboard has more than ${most} pixels`,
          'Save it as a file, then drop the file here.',
        ),
      tooLargeToDrag: (file: string, most: string) =>
        error(`You can’t drag ${file}, it’s too large`, `Up to ${most} can be. Save it, and drag it from its folder.`),
      notOpened: (file: string) =>
        error(`No program on this computer opened ${file}`, 'Save it, and choose a program for it yourself.'),
    },
    provenance: 'Save a note of where it came from beside each result',
    provenanceNote: 'It names the service, the cluster, the times, and what identifies the input and the result.',
    copyAs: 'Copy this run for a terminal or script',
    forms: { curl: 'curl', 'oscar-cli': 'oscar-cli', python: 'Python' },
    copiedCommand:
      'Copied, without the token. Put the token of the service into the variable OSCAR_TOKEN before you run it.',
    needsConfiguration:
      'oscar-cli also needs its configuration file, even for this: “oscar-cli cluster add” makes one.',
  },
};
