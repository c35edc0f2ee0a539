import { pluralOf } from '../plural';

const count = pluralOf('en');

/** Forms for services that take JSON. */
export const formsMessages = {
  forms: {
    name: 'Form',
    open: 'Fill in the form',
    group: 'Form',
    sources: {
      sample: 'This form was made from the sample. What it can’t know, such as limits, you find out by running it.',
      earlier:
        'This form was made from the last input that worked. What it can’t know, such as limits, you find out by running it.',
    },
    beginsWithEarlier: 'It begins with the last input that worked, which is in the history.',
    optional: 'optional',
    notSet: 'Not set',
    nothing: 'Nothing',
    emptyText: 'Empty text',
    yes: 'Yes',
    no: 'No',
    item: (list: string, number: number) => `${list} ${number}`,
    addItem: 'Add',
    removeItem: (item: string) => `Remove ${item}`,
    onlyInJson: 'This value can only be changed in the JSON.',
    notEditable: 'This JSON can’t be shown as a form. Correct it under JSON first.',
    file: (name: string, size: string) => `${name} (${size})`,
    fileInJson: 'The content of a file is in the JSON, or the file isn’t known any more.',
    choose: (field: string) => `Choose a file for ${field}…`,
    chooseAnother: (field: string) => `Choose another file for ${field}…`,
    removeFile: (field: string) => `Remove the file for ${field}`,
    plainMarks: 'Correct the quotes',
    plainMarksWhy:
      'A word processor seems to have changed quotation marks or other characters. Corrected, this text is JSON:',
    problems: {
      missing: 'Fill this in.',
      wrongKind: 'This value is of another kind. Change it in the JSON.',
      notANumber: 'Type a number, such as 12 or 0.5.',
      decimalComma: 'Type a point instead of the comma: 0.5.',
      notWhole: 'Type a whole number.',
      atLeast: (bound: string) => `Type ${bound} or more.`,
      moreThan: (bound: string) => `Type more than ${bound}.`,
      atMost: (bound: string) => `Type ${bound} or less.`,
      lessThan: (bound: string) => `Type less than ${bound}.`,
      tooShort: (least: string, howMany: number) =>
        count(howMany, { one: `Type at least ${least} character.`, other: `Type at least ${least} characters.` }),
      tooLong: (most: string, howMany: number) =>
        count(howMany, { one: `Type at most ${most} character.`, other: `Type at most ${most} characters.` }),
      tooFew: (least: string, howMany: number) =>
        count(howMany, { one: `Add at least ${least} item.`, other: `Add at least ${least} items.` }),
      tooMany: (most: string, howMany: number) =>
        count(howMany, { one: `Keep at most ${most} item.`, other: `Keep at most ${most} items.` }),
      notOffered: 'Choose one of the values.',
      unknownMember: (key: string) => `The service doesn’t know “${key}”. Remove it in the JSON.`,
    },
  },
};
