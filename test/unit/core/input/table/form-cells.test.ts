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
    { path: ['tree', 'name'], titles: ['tree', 'name'], isText: true, literal: '"Ash"' },
    { path: ['tree', 'sizes', 0], titles: ['tree', 'sizes', '1'], isText: false, literal: '1.50' },
    { path: ['tree', 'sizes', 1], titles: ['tree', 'sizes', '2'], isText: false, literal: '2' },
    { path: ['isOld'], titles: ['isOld'], isText: false, literal: 'true' },
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
    json: '{"tree": {"name": "Oak \\"old\\"", "sizes": [12.50, 2]}, "isOld": true}',
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
  expect(fields.map(({ titles, isText }) => [titles.join(), isText])).toEqual([
    ['options,Voice', true],
    ['options,speed', false],
  ]);
  const template = templateOf(
    '{}',
    fields.map((field) => ({ ...field, column: 'x' })),
  );
  expect(new JsonTemplate(template, ['x']).fill(['2'])).toMatchObject({
    json: expect.stringMatching(/"voice":\s*"2",\s*"speed":\s*2/),
  });
});
