/** A value that has no parts. */
export type Scalar = string | number | boolean | null;

/** Where a value stands in a JSON text: names of members and numbers of items, from the outside in. */
export type FormPath = readonly (string | number)[];

interface Described {
  /** What it is called; its key where it has no title. */
  readonly title?: string;
  readonly description?: string;
  /** What it is at first, as JSON. */
  readonly default?: string;
  /** Whether `null` stands for nothing. */
  readonly isNullable?: true;
}

/** A bound of numbers. */
export interface NumberBound {
  readonly value: number;
  /** Whether the bound itself is not allowed. */
  readonly isExclusive: boolean;
}

/** A text. Lengths are in characters. */
export interface TextField extends Described {
  readonly kind: 'text';
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Whether it is written on several lines. */
  readonly isLong?: true;
}

/** A number, kept digit by digit as it was typed. */
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

/** One of a few values. */
export interface ChoiceField extends Described {
  readonly kind: 'choice';
  readonly options: readonly Scalar[];
}

/** A value that is always the same. */
export interface ConstantField extends Described {
  readonly kind: 'constant';
  readonly value: Scalar;
}

/** A file, whose base64 takes its place in the JSON while it is sent. */
export interface FileField extends Described {
  readonly kind: 'file';
}

/** Several values of one kind. */
export interface ListField extends Described {
  readonly kind: 'list';
  readonly item: FormField;
  readonly minItems?: number;
  readonly maxItems: number;
}

/** Values with names, shown together. */
export interface GroupField extends Described {
  readonly kind: 'group';
  readonly members: readonly FormMember[];
  /** Whether nothing besides the members may be in it. */
  readonly isClosed: boolean;
}

/** Groups of which one is chosen, told apart by a constant in each. */
export interface VariantsField extends Described {
  readonly kind: 'variants';
  /** The member that tells them apart. */
  readonly key: string;
  readonly variants: readonly FormVariant[];
}

/** A value of which a form knows nothing: it is changed in the JSON. */
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
  /** Its constant. */
  readonly value: Scalar;
  readonly group: GroupField;
}

/** How one value of a JSON text is filled in. */
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
