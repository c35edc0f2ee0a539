import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsOfJson, fieldsOfPicture, fieldsOfTable, fieldsOfText } from '../../../../src-main/core/answer/fields';

const read = (value: unknown) => fieldsOfJson(JSON.stringify(value));
const box = { x: 1, y: 2, width: 3, height: 4 };

describe('fieldsOfJson', () => {
  it.each([
    ['Hugging Face', [{ label: 'fox', score: 0.9, box: { xmin: 1, ymin: 2, xmax: 4, ymax: 6 } }]],
    ['YOLO', [{ name: 'fox', class: 3, confidence: 0.9, box: { x1: 1, y1: 2, x2: 4, y2: 6 } }]],
    ['torchvision', { boxes: [[1, 2, 4, 6]], labels: ['fox'], scores: [0.9] }],
    [
      'MegaDetector, one picture',
      { file: 'a.jpg', detections: [{ category: 'fox', conf: 0.9, bbox: [0, 0, 0.5, 0.5] }] },
    ],
    [
      'MegaDetector, a whole file',
      {
        images: [{ file: 'a.jpg', detections: [{ category: '1', conf: 0.9, bbox: [0, 0, 0.5, 0.5] }] }],
        detection_categories: { 1: 'fox' },
      },
    ],
    ['DEEPaaS around it', { status: 'OK', predictions: [{ label: 'fox', score: 0.9, box }] }],
  ])('counts what was found, as %s tells it', (_form, value) => {
    expect(read(value)).toEqual({ form: 'findings', labels: [{ label: 'fox', score: 0.9, count: 1 }], values: [] });
  });

  it.each([
    ['MegaDetector', { detections: [] }],
    [
      'a whole file of MegaDetector',
      { images: [{ file: 'a.jpg', detections: [] }], detection_categories: { 1: 'fox' } },
    ],
    ['torchvision', { boxes: [], labels: [], scores: [] }],
  ])('tells that nothing was found from what is not understood: %s', (_form, value) => {
    expect(read(value)).toEqual({ form: 'findings', labels: [], values: [] });
  });

  it('counts by label, with the best score of each', () => {
    const found = [
      { label: 'fox', score: 0.4, box },
      { label: 'hare', score: 0.8, box },
      { label: 'fox', score: 0.9, box },
    ];
    expect(read(found)?.labels).toEqual([
      { label: 'fox', score: 0.9, count: 2 },
      { label: 'hare', score: 0.8, count: 1 },
    ]);
  });

  it.each([
    ['DEEPaaS', { status: 'OK', predictions: { labels: ['hare', 'fox'], probabilities: [0.1, 0.9] } }],
    [
      'Keras',
      [
        [
          ['n02119789', 'fox', 0.9],
          ['n02326432', 'hare', 0.1],
        ],
      ],
    ],
    [
      'Hugging Face',
      [
        { label: 'fox', score: 0.9 },
        { label: 'hare', score: 0.1 },
      ],
    ],
    ['shares of a whole', { hare: 0.1, fox: 0.9 }],
  ])('puts the best label first: %s', (_form, value) => {
    expect(read(value)).toMatchObject({
      form: 'scores',
      labels: [{ label: 'fox', score: 0.9, count: 1 }, { label: 'hare' }],
    });
  });

  it('shows the first plain values of everything else, by the names they have', () => {
    expect(read({ file: 'a.jpg', size: { width: 4, height: 3 }, isSharp: true, note: null })).toEqual({
      form: 'values',
      labels: [],
      values: [
        { name: 'file', value: 'a.jpg' },
        { name: 'size.width', value: 4 },
        { name: 'size.height', value: 3 },
        { name: 'isSharp', value: true },
      ],
    });
    expect(read([1, 2])?.values).toEqual([
      { name: '1', value: 1 },
      { name: '2', value: 2 },
    ]);
    expect(read('oak')?.values).toEqual([{ name: '', value: 'oak' }]);
  });

  it('says that there is more than it shows', () => {
    const many = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`a${index}`, index]));
    expect(read(many)).toMatchObject({ isCut: true });
    expect(read(many)?.values).toHaveLength(16);
    expect(read({ a: { b: { c: { d: 1 } } } })).toMatchObject({ values: [], isCut: true });
    const kinds = Array.from({ length: 10_000 }, (_, index) => ({ label: `kind ${index}`, score: 0.5, box }));
    expect(read(kinds)?.labels).toHaveLength(50);
    expect(read(kinds)).toMatchObject({ isCut: true });
  });

  it('keeps numbers that are longer than a number can be, digit for digit', () => {
    expect(fieldsOfJson('{"id": 12345678901234567890, "n": 1.5, "m": -3}')?.values).toEqual([
      { name: 'id', value: '12345678901234567890' },
      { name: 'n', value: 1.5 },
      { name: 'm', value: -3 },
    ]);
    expect(fieldsOfJson('{"score": 0.12345678901234567, "big": 1234567890123456e2}')?.values).toEqual([
      { name: 'score', value: 0.12345678901234567 },
      { name: 'big', value: 1234567890123456e2 },
    ]);
  });

  it('shortens labels and takes out what would break a line or turn its direction', () => {
    const [label] = read([{ label: `<b>\u202e${'x'.repeat(1000)}\n`, score: 1, box }])?.labels ?? [];
    expect(label?.label).toHaveLength(200);
    expect(label?.label).toMatch(/^<b> x+… [\da-f]{8}$/);
    const whole = ['ثعلب', '🦊'.repeat(200), '<b>&amp;</b>', '__proto__', 'x'.repeat(200)];
    for (const name of whole) expect(read([{ label: name, score: 1, box }])?.labels[0]?.label).toBe(name);
    expect(fieldsOfJson('[{"label":"a\\ud800b","score":1,"box":[0,0,1,1]}]')?.labels[0]?.label).toBe('a b');
  });

  it('never takes two labels for one, however long they begin alike', () => {
    const labels = ['a', 'b', 'a'].map((end) => ({ label: 'caption '.repeat(125) + end, score: 0.5, box }));
    expect(read(labels)?.labels.map(({ count }) => count)).toEqual([2, 1]);
    expect(new Set(read(labels)?.labels.map(({ label }) => label)).size).toBe(2);
  });

  it('takes members of an object for what they are called, whatever that is', () => {
    expect(fieldsOfJson('{"__proto__": {"label": "fox"}, "constructor": 3}')?.values).toContainEqual({
      name: 'constructor',
      value: 3,
    });
  });

  it('reads nothing from text that is no JSON, or that is nested without end', () => {
    expect(fieldsOfJson('{')).toBeUndefined();
    expect(fieldsOfJson(`${'['.repeat(200_000)}1234567890123456`)).toBeUndefined();
    expect(fieldsOfJson('['.repeat(100_000) + ']'.repeat(100_000))?.form ?? 'values').toBe('values');
  });

  it('never fails, and never grows, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const fields = read(value);
        expect(fields?.values.length).toBeLessThanOrEqual(16);
        expect(JSON.stringify(fields).length).toBeLessThan(50 * 1024);
      }),
    );
  });
});

it('reads the first row of a table, and says that there are more', () => {
  expect(fieldsOfTable(['species', 'n'], ['oak', '3'], 1)).toEqual({
    form: 'table',
    labels: [],
    values: [
      { name: 'species', value: 'oak' },
      { name: 'n', value: '3' },
    ],
  });
  expect(fieldsOfTable(['species'], ['oak'], 2)).toMatchObject({ isCut: true });
});

it('reads the first line of a text that has something in it', () => {
  expect(fieldsOfText('\n  \r\n oak \nbeech')).toEqual({
    form: 'text',
    labels: [],
    values: [{ name: '', value: 'oak' }],
    isCut: true,
  });
  expect(fieldsOfText(' \n')).toEqual({ form: 'text', labels: [], values: [] });
});

it('reads the size of a picture', () => {
  expect(fieldsOfPicture(4, 3).values.map(({ value }) => value)).toEqual([4, 3]);
});

it('tells two fields of one name apart', () => {
  const namesOf = (fields: ReturnType<typeof fieldsOfJson>) => fields?.values.map(({ name }) => name);
  expect(namesOf(fieldsOfTable(['n', 'n', 'n (2)'], ['1', '2', '3'], 1))).toEqual(['n', 'n (2)', 'n (2) (2)']);
  expect(namesOf(fieldsOfJson('{"a.b": 1, "a": {"b": 2}}'))).toEqual(['a.b', 'a.b (2)']);
});
