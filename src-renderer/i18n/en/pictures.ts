import { pluralOf } from '../plural';

const count = pluralOf('en');

/** Pictures, comparing with what was sent, and what a service found in a picture. */
export const picturesMessages = {
  picture: {
    alt: (width: string, height: string, type: string) =>
      type ? `Result image, ${width} by ${height}, ${type}` : `Result image, ${width} by ${height}`,
    loadingAlt: 'Result image',
    loading: 'Loading…',
    board: 'Picture',
    keys: 'Plus and minus zoom, 0 shows all of it, 1 its actual size, and the arrow keys move it.',
    size: (width: string, height: string) => `${width} × ${height} pixels`,
    spread: (darkest: string, brightest: string) =>
      `Brightness adjusted to be seen: ${darkest} is black, ${brightest} is white. The saved file keeps its values.`,
    bands: (shown: string, all: string) => `${shown} of the ${all} values of each pixel are shown`,
    values: 'Brightness',
    valueRanges: {
      extremes: 'Darkest to brightest',
      middle: 'Without the extremes',
      whole: 'As stored',
    },
    zoom: 'Picture size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    scale: 'Size now',
    fit: 'Fit',
    actual: 'Actual size',
    page: 'Page',
    pageOf: (page: string, pages: string) => `${page} of ${pages}`,
    drawingAsText:
      'This drawing isn’t drawn: it is damaged, or drawing it could stop the window. Below is its text. Save it to open it in another program.',
    problem: 'This can’t be drawn as a picture',
    problemText:
      'It may be damaged, too large, or of a kind that isn’t known here. Choose another way under Show as, or save it.',
    problems: {
      'unknown-kind':
        'It is of a kind that isn’t known here, or compressed in a way that isn’t. Save it to open it in another program.',
      damaged: 'It is damaged or ends too early. Choose another way under Show as, or save it.',
      'too-many-pixels': 'It has more pixels than a picture can have here. Save it to open it in another program.',
      'too-much-memory':
        'Drawing it would take more memory than there is for a picture. Save it to open it in another program.',
      'too-long': 'Drawing it took too long. Save it to open it in another program.',
      'process-ended': 'What draws pictures ended unexpectedly with this one. Save it to open it in another program.',
      animated: 'It is an animation.',
      'many-pages': 'It has several pages.',
    },
  },

  comparison: {
    label: 'Compare with the input',
    alone: 'Result',
    slider: 'Slider',
    beside: 'Side by side',
    difference: 'Differences',
    input: 'Input',
    result: 'Result',
    inputAlt: 'Picture that was sent',
    inputBoard: 'Picture that was sent',
    sliderBoard: 'Input on the left, result on the right',
    divider: 'Where the input ends and the result begins',
    dividerAt: (percent: string) => `At ${percent} of the width`,
    gone: 'The input can’t be shown any more',
    goneText: 'Its file was changed, moved or deleted after it was sent. The result is not affected.',
  },
  difference: {
    working: 'Comparing…',
    none: 'The text came back as it was sent.',
    removed: (lines: number, formatted: string) =>
      count(lines, {
        one: `${formatted} line of the input is gone`,
        other: `${formatted} lines of the input are gone`,
      }),
    added: (lines: number, formatted: string) =>
      count(lines, { one: `${formatted} line is new`, other: `${formatted} lines are new` }),
    whole: 'Show equal lines too',
    list: 'Differences between the input and the result',
    kinds: { same: 'Equal:', added: 'New:', removed: 'Gone:' },
    tooLarge: (limit: string) => `Texts of more than ${limit} can’t be compared here`,
    problems: {
      'too-different': 'The texts differ too much to be compared line by line',
      'input-gone': 'The input can’t be compared any more: its file was changed, moved or deleted after it was sent',
      'result-gone': 'The result can’t be loaded',
    },
  },

  boxes: {
    view: 'What to look at',
    onInput: 'On the input',
    json: 'JSON',
    board: 'Picture that was sent, with what was found',
    list: 'What was found',
    count: (found: number, formatted: string) =>
      count(found, { one: `${formatted} thing shown`, other: `${formatted} things shown` }),
    least: 'Least confidence',
    misfit: 'The boxes don’t fit the picture that was sent',
    misfitText: 'They may be meant for a copy of another size. Look at the numbers under JSON.',
    unclear: 'Four numbers tell where each thing is. They are',
    corners: 'two corners',
    extent: 'a corner and a size',
  },

  scores: {
    title: 'How sure the service is',
    more: (labels: number, formatted: string) =>
      count(labels, { one: `Show ${formatted} label`, other: `Show all ${formatted} labels` }),
    fewer: 'Show fewer',
  },
};
