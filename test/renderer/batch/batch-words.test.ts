import { expect, it } from 'vitest';
import { exampleName } from '../../../src-renderer/batch/batch-words';

it.each([
  ['leaf.jpg', 'leaf – find-things'],
  ['1.2.826.7.13', '1.2.826.7.13 – find-things'],
  ['plot 3. north', 'plot 3. north – find-things'],
  ['what?.png', 'what_ – find-things'],
])('calls the result of %j in the example as the run will', (file, name) => {
  expect(exampleName('{name} – {service}', file, 'find-things')).toBe(name);
});
