/** A value that is neither an object nor a list. */
export type Scalar = string | number | boolean | null;

/** The place of a value in a JSON text: names of members and indexes of items, the outermost first. */
export type FormPath = readonly (string | number)[];

interface Described {
  /** The title of the field, or its key if it has no title. */
  readonly title?: string;
  readonly description?: string;
  /** The value with which the form begins, as JSON. */
  readonly default?: string;
  /** Whether `null` is allowed, and means that there is no value. */
  readonly isNullable?: true;
}

/** The lower or upper limit of a number. */
export interface NumberBound {
  readonly value: number;
  /** Whether the value has to differ from the limit itself. */
  readonly isExclusive: boolean;
}

/** A text. Lengths are in characters. */
export interface TextField extends Described {
  readonly kind: 'text';
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Whether the text may have several lines. */
  readonly isLong?: true;
  /** Whether it is a password: it is not shown, and stays out of presets and of the history. */
  readonly isSecret?: true;
}

/** A number. It is kept as it was typed, so that no digit is lost by rounding. */
export interface NumberField extends Described {
  readonly kind: 'number';
  readonly isWhole: boolean;
  readonly least?: NumberBound;
  readonly most?: NumberBound;
}

/** Yes or no. */
export interface YesNoField extends Described {
  readonly kind: 'yes-no';
}

/** One of a few given values. */
export interface ChoiceField extends Described {
  readonly kind: 'choice';
  readonly options: readonly Scalar[];
}

/** A value that can't be changed. */
export interface ConstantField extends Described {
  readonly kind: 'constant';
  readonly value: Scalar;
}

/** A file. While the JSON is sent, the file's base64 is written in this place. */
export interface FileField extends Described {
  readonly kind: 'file';
}

/** A list of values of the same type. */
export interface ListField extends Described {
  readonly kind: 'list';
  readonly item: FormField;
  readonly minItems?: number;
  readonly maxItems: number;
}

/** An object: values with names, which are shown together. */
export interface GroupField extends Described {
  readonly kind: 'group';
  readonly members: readonly FormMember[];
  /** Whether other members than these are not allowed. */
  readonly isClosed: boolean;
}

/** Several groups of which one is chosen. Each has another constant, which tells them apart. */
export interface VariantsField extends Described {
  readonly kind: 'variants';
  /** The name of the member that holds the constant. */
  readonly key: string;
  readonly variants: readonly FormVariant[];
}

/** A value of unknown type, which can only be changed in the JSON. */
export interface OpaqueField extends Described {
  readonly kind: 'opaque';
}

/** A member of a group. */
export interface FormMember {
  readonly key: string;
  readonly isRequired: boolean;
  readonly field: FormField;
}

/** One of the groups that can be chosen. */
export interface FormVariant {
  readonly title: string;
  /** The constant of this group. */
  readonly value: Scalar;
  readonly group: GroupField;
}

/** The field for one value of a JSON text. */
export type FormField =
  | TextField
  | NumberField
  | YesNoField
  | ChoiceField
  | ConstantField
  | FileField
  | ListField
  | GroupField
  | VariantsField
  | OpaqueField;

/** The most items of a list that a form shows. */
export const mostListItems = 100;
