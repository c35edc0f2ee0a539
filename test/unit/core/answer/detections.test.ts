import { describe, expect, it } from 'vitest';
import { mayHoldDetections, readDetections } from '../../../../src-main/core/answer/detections';

const size = { width: 400, height: 200 };
const leaf = { x: 40, y: 20, width: 100, height: 50 };

describe('readDetections', () => {
  it.each([
    ['x, y, width, height', { label: 'leaf', score: 0.9, box: leaf }],
    ['fields of the thing itself', { name: 'leaf', confidence: 0.9, ...leaf }],
    ['short names', { class_name: 'leaf', prob: 0.9, bbox: { x: 40, y: 20, w: 100, h: 50 } }],
    ['corners by name', { label: 'leaf', score: 0.9, box: { xmin: 40, ymin: 20, xmax: 140, ymax: 70 } }],
    ['numbered corners', { name: 'leaf', class: 3, confidence: 0.9, box: { x1: 40, y1: 20, x2: 140, y2: 70 } }],
    ['sides', { category: 'leaf', score: 0.9, rect: { left: 40, top: 20, right: 140, bottom: 70 } }],
    ['shares of the picture', { label: 'leaf', score: 0.9, box: { x: 0.1, y: 0.1, width: 0.25, height: 0.25 } }],
    ['four numbers that are named', { label: 'leaf', score: 0.9, xyxy: [40, 20, 140, 70] }],
  ])('places a box given by %s', (_form, entry) => {
    expect(readDetections([entry], size)).toEqual([{ label: 'leaf', score: 0.9, box: leaf }]);
  });

  it.each([
    ['torchvision', { boxes: [[40, 20, 140, 70]], labels: ['leaf'], scores: [0.9] }],
    ['MegaDetector', { detections: [{ category: 'leaf', conf: 0.9, bbox: [0.1, 0.1, 0.25, 0.25] }] }],
    [
      'a whole file of MegaDetector',
      {
        images: [{ detections: [{ category: '1', conf: 0.9, bbox: [0.1, 0.1, 0.25, 0.25] }] }],
        detection_categories: { 1: 'leaf' },
      },
    ],
    ['DEEPaaS', { status: 'OK', predictions: { predictions: [{ label: 'leaf', score: 0.9, box: leaf }] } }],
  ])('knows which numbers %s gives', (_form, value) => {
    expect(readDetections(value, size)).toEqual([{ label: 'leaf', score: 0.9, box: leaf }]);
  });

  it('takes four numbers for what fits all of the boxes', () => {
    const corners = [
      { label: 'leaf', box: [40, 20, 140, 70] },
      { label: 'stem', box: [300, 100, 390, 190] },
    ];
    expect(readDetections({ detections: corners, time: 3 }, size)).toMatchObject([
      { box: leaf },
      { label: 'stem', score: undefined, box: { x: 300, y: 100, width: 90, height: 90 } },
    ]);
    const extents = [
      { label: 'leaf', box: [40, 20, 100, 50] },
      { label: 'stem', box: [300, 100, 90, 90] },
    ];
    expect(readDetections(extents, size)).toMatchObject([{ box: leaf }, { box: { x: 300, width: 90 } }]);
  });

  it('asks where four numbers could be either', () => {
    const entry = [{ label: 'leaf', bbox: [40, 20, 140, 70] }];
    expect(readDetections(entry, size)).toBe('unclear');
    expect(readDetections(entry, size, 'corners')).toMatchObject([{ box: leaf }]);
    expect(readDetections(entry, size, 'extent')).toMatchObject([{ box: { width: 140, height: 70 } }]);
  });

  it('draws nothing that reaches beyond the picture', () => {
    expect(readDetections([{ label: 'leaf', box: { ...leaf, x: 350 } }], size)).toBe('unknown');
    expect(readDetections([{ label: 'leaf', box: [10, 10, 10, 50] }], { width: 40, height: 40 })).toBe('unknown');
    // A model that rounds up.
    expect(readDetections([{ label: 'leaf', box: { ...leaf, x: 302 } }], size)).toMatchObject([{ box: { x: 302 } }]);
  });

  it.each([
    ['text', 'leaf'],
    ['nothing', []],
    ['a thing without a box', [{ label: 'leaf', score: 0.9 }]],
    ['a box without a label', [{ box: leaf }]],
    ['a score that is none', [{ label: 'leaf', score: 17, box: leaf }]],
    ['a thing among others that aren’t', [{ label: 'leaf', box: leaf }, { note: 'x' }]],
    ['two levels down', { a: { b: [{ label: 'leaf', box: leaf }] } }],
    ['null', null],
  ])('finds nothing in %s', (_what, value) => {
    expect(readDetections(value, size)).toBe('unknown');
    expect(mayHoldDetections(value)).toBe(false);
  });
});
