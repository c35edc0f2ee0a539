import { expect, it } from 'vitest';
import { inferForm } from '../../../../../src-main/core/input/form/inference';
import { readFormSchema } from '../../../../../src-main/core/input/form/schema';
import { cellFields, templateOf, type CellField } from '../../../../../src-main/core/input/table/form-cells';
import { JsonTemplate } from '../../../../../src-main/core/input/table/template';

const sample = '{"tree": {"name": "Ash", "sizes": [1.50, 2]}, "isOld": true}';

function fieldsOf(text: string): readonly CellField[] {
  const form = inferForm(text);
  if (!form) throw new Error('no form');
  return cellFields(form, text);
}

it('finds each value that a cell can stand for, with the groups that it is in', () => {
  expect(fieldsOf(sample)).toEqual([
    { path: ['tree', 'name'], titles: ['tree', 'name'], kind: 'text', literal: '"Ash"' },
    { path: ['tree', 'sizes', 0], titles: ['tree', 'sizes', '1'], kind: 'value', literal: '1.50' },
    { path: ['tree', 'sizes', 1], titles: ['tree', 'sizes', '2'], kind: 'value', literal: '2' },
    { path: ['isOld'], titles: ['isOld'], kind: 'value', literal: 'true' },
  ]);
});

it('fills nested fields of each row, whatever columns are called', () => {
  const headings = ['the "name"', 'h\\1'];
  const [name, size] = fieldsOf(sample);
  if (!name || !size) throw new Error('no fields');
  const template = templateOf(sample, [
    { ...name, column: 'the "name"' },
    { ...size, column: 'h\\1' },
  ]);
  const rows = new JsonTemplate(template, headings);
  expect(rows.fill(['Oak "old"', '12.50'])).toEqual({
    pieces: [{ text: '{"tree": {"name": "Oak \\"old\\"", "sizes": [12.50, 2]}, "isOld": true}' }],
  });
});

it('fills fields that the text lacks, and takes choices of texts for texts', () => {
  const reading = readFormSchema({
    type: 'object',
    properties: {
      options: { type: 'object', properties: { voice: { title: 'Voice', enum: ['a', 'b'] }, speed: { enum: [1, 2] } } },
    },
  });
  if (!reading.ok) throw new Error('no form');
  const fields = cellFields(reading.form, '{}');
  expect(fields.map(({ titles, kind }) => [titles.join(), kind])).toEqual([
    ['options,Voice', 'text'],
    ['options,speed', 'value'],
  ]);
  const template = templateOf(
    '{}',
    fields.map((field) => ({ ...field, column: 'x' })),
  );
  expect(new JsonTemplate(template, ['x']).fill(['2'])).toEqual({
    pieces: [{ text: expect.stringMatching(/"voice":\s*"2",\s*"speed":\s*2/) }],
  });
});

it('fills file fields with the files that cells name', () => {
  const reading = readFormSchema({
    type: 'object',
    properties: { photo: { title: 'Photo', type: 'string', contentEncoding: 'base64' }, size: { type: 'number' } },
  });
  if (!reading.ok) throw new Error('no form');
  const [photo] = cellFields(reading.form, '{}');
  if (!photo) throw new Error('no field');
  expect(photo).toEqual({ path: ['photo'], titles: ['Photo'], kind: 'file' });
  const template = templateOf('{"size": 2}', [{ ...photo, column: 'image' }]);
  const filled = new JsonTemplate(template, ['image']).fill(['a/oak.jpg']);
  expect(filled).toMatchObject({ pieces: [expect.anything(), { path: 'a/oak.jpg' }, expect.anything()] });
});
