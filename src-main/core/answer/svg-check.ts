/** An element of an SVG drawing, with what is needed to estimate the cost of drawing it. */
interface SvgElement {
  readonly name: string;
  readonly children: SvgElement[];
  /** The elements of the same drawing that it refers to, by id. */
  readonly references: readonly { readonly id: string; readonly isMarker: boolean }[];
  /** The cost of drawing the element alone; a plain shape costs 1. */
  readonly ownCost: number;
  /** Characters of the shapes in it, an upper bound of their corners; known once it is closed. */
  shapeLength: number;
  /** The cost with everything in it and everything it refers to; `undefined` until it is counted. */
  cost?: number;
}

/** A drawing that is larger is shown as its text. */
export const svgLimitBytes = 8 * 1024 ** 2;
const mostElements = 100_000;
const deepestNesting = 200;
/** In plain shapes: some 300,000 take Chromium a second. */
const mostCost = 300_000;
const mostAnimations = 100;
const longestSidePx = 30_000;
/** The cost of a step of a filter, each time it is used. */
const filterStepCost = 300;
const pictureCost = 100;

const pixelsPerUnit: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 3.78,
  cm: 37.8,
  in: 96,
  em: 16,
};
/** Steps of filters whose work grows with a number in them, and how large it may be. */
const filterLimits: Readonly<Record<string, number>> = { numOctaves: 8, order: 9, radius: 50, stdDeviation: 500 };

/**
 * Whether an SVG drawing can be drawn without holding up the window. Drawings can refer to parts of themselves, which makes
 * one of a thousand bytes into millions of shapes: those are counted here, as the browser would draw them.
 * @param text all of it
 */
export function isSafeSvg(text: string): boolean {
  if (text.length > svgLimitBytes) return false;
  try {
    return new SvgCheck(text).isSafe();
  } catch (error) {
    if (error instanceof SvgLimitExceeded) return false;
    throw error;
  }
}

/** The drawing exceeds a limit, or holds something whose cost can't be estimated. */
class SvgLimitExceeded extends Error {}

class SvgCheck {
  readonly #root = elementOf('', [], 0);
  readonly #byId = new Map<string, SvgElement>();
  #elements = 0;
  #animations = 0;
  #styles = '';
  /** Texts that names stand for, as Illustrator writes addresses and styles. */
  #entities: Entities = new Map();

  constructor(private readonly text: string) {}

  isSafe(): boolean {
    this.#read();
    const styleReferences = referencesIn('style', this.#styles);
    const drawn = this.#costOf(this.#root, 0);
    // A style sheet may apply to every element.
    const styled = styleReferences.reduce((total, { id, isMarker }) => {
      const times = this.#elements + (isMarker ? this.#root.shapeLength : 0);
      return total + times * this.#costOfReferred(id, 0);
    }, 0);
    const isMoving = this.#animations > 0 || /animation|@keyframes|transition/.test(this.#styles);
    return drawn + styled <= (isMoving ? mostCost / 10 : mostCost);
  }

  #read(): void {
    const open = [this.#root];
    const mark = /<(?:!--|!\[CDATA\[|\?|!|\/?)/g;
    for (let found = mark.exec(this.text); found; found = mark.exec(this.text)) {
      const at = mark.lastIndex;
      switch (found[0]) {
        case '<!--':
          mark.lastIndex = this.#behind('-->', at);
          break;
        case '<![CDATA[':
          mark.lastIndex = this.#behind(']]>', at);
          if (open.at(-1)?.name === 'style') this.#styles += this.text.slice(at, mark.lastIndex);
          break;
        case '<?':
          // A style sheet named here lies outside, where nothing is loaded from, or in the address itself.
          mark.lastIndex = this.#behind('?>', at);
          if (/^xml-stylesheet/.test(this.text.slice(at, at + 20))) throw new SvgLimitExceeded();
          break;
        case '<!':
          mark.lastIndex = this.#readDocumentType(at);
          break;
        case '</':
          mark.lastIndex = this.#behind('>', at);
          if (open.length > 1) this.#close(open);
          break;
        default:
          mark.lastIndex = this.#openElement(at, open);
      }
      const [top] = open.slice(-1);
      if (top?.name === 'style') this.#styles += this.#textFrom(mark.lastIndex);
    }
    while (open.length > 1) this.#close(open);
    if (this.#styles.includes('\\')) throw new SvgLimitExceeded();
  }

  #textFrom(at: number): string {
    const end = this.text.indexOf('<', at);
    return unescaped(this.text.slice(at, end < 0 ? undefined : end), this.#entities);
  }

  /** Reads a document type from behind its `<!`. @returns the place behind it */
  #readDocumentType(from: number): number {
    const opening = matchAt(/[^[>]*[[>]/y, this.text, from);
    if (opening === undefined) return this.text.length;
    if (opening.endsWith('>')) return from + opening.length;
    const { entities, end } = readEntities(this.text, from + opening.length);
    this.#entities = entities;
    // Each may be used anywhere, so that a short text stands for a very long one.
    let length = this.text.length;
    for (const [, name = ''] of this.text.matchAll(/&([\w.-]{1,100});/g)) length += entities.get(name)?.length ?? 0;
    if (length > svgLimitBytes) throw new SvgLimitExceeded();
    return end;
  }

  #close(open: SvgElement[]): void {
    const closed = open.pop();
    const parent = open.at(-1);
    if (closed && parent) parent.shapeLength += closed.shapeLength;
  }

  /** Reads a tag from behind its `<`. @returns the place behind it */
  #openElement(from: number, open: SvgElement[]): number {
    const name = matchAt(/[^\s/>=]+/y, this.text, from);
    // What is not XML is not drawn from here on.
    if (name === undefined) throw new SvgLimitExceeded();
    let at = from + name.length;
    const attributes: (readonly [string, string])[] = [];
    const attribute = /\s*([^\s=/>]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
    for (attribute.lastIndex = at; ; at = attribute.lastIndex) {
      const found = attribute.exec(this.text);
      if (!found) break;
      attributes.push([localName(found[1] ?? ''), unescaped(found[2] ?? found[3] ?? '', this.#entities)]);
    }
    const end = matchAt(/\s*\/?>/y, this.text, at);
    if (end === undefined) throw new SvgLimitExceeded();
    const element = this.#add(localName(name), attributes, open);
    if (!end.includes('/')) open.push(element);
    else if (open.length > 0) (open.at(-1) ?? this.#root).shapeLength += element.shapeLength;
    if (open.length > deepestNesting) throw new SvgLimitExceeded();
    return at + end.length;
  }

  #add(name: string, attributes: readonly (readonly [string, string])[], open: readonly SvgElement[]): SvgElement {
    this.#elements += 1;
    // Other markup inside of a drawing is a page, whose cost nobody can tell.
    if (this.#elements > mostElements || name === 'foreignObject') throw new SvgLimitExceeded();
    const parent = open.at(-1) ?? this.#root;
    const isOutermost = open.length === 1;
    if (/^(?:animate|set$|discard)/.test(name)) {
      this.#animations += 1;
      const target = attributes.find(([key]) => key === 'attributeName')?.[1] ?? '';
      if (this.#animations > mostAnimations || /href|^d$|filter|mask|marker|points/.test(target))
        throw new SvgLimitExceeded();
    }
    for (const [key, value] of attributes) checkAttribute(name, key, value, isOutermost);
    const length = attributes.reduce((total, [, value]) => total + value.length, 0);
    const isFilterStep = name.startsWith('fe') && name !== 'feMergeNode' && !name.startsWith('feFunc');
    const ownCost = 1 + length / 500 + (isFilterStep ? filterStepCost : 0) + (name === 'image' ? pictureCost : 0);
    const references = attributes.flatMap(([key, value]) => referencesIn(key, value));
    const element = elementOf(name, references, ownCost);
    element.shapeLength = attributes.reduce(
      (total, [key, value]) => total + (key === 'd' || key === 'points' ? value.length : 1),
      0,
    );
    const id = attributes.find(([key]) => key === 'id')?.[1];
    if (id !== undefined && !this.#byId.has(id)) this.#byId.set(id, element);
    parent.children.push(element);
    return element;
  }

  #costOf(element: SvgElement, depth: number): number {
    if (element.cost !== undefined) return element.cost;
    if (depth > 3 * deepestNesting) throw new SvgLimitExceeded();
    // What refers to itself is endless, unless the browser notices: it finds this number then.
    element.cost = Infinity;
    let cost = element.ownCost;
    for (const child of element.children) cost += this.#costOf(child, depth + 1);
    for (const { id, isMarker } of element.references) {
      // A marker is drawn at every corner of every shape in the element.
      cost += this.#costOfReferred(id, depth + 1) * (isMarker ? element.shapeLength : 1);
    }
    element.cost = cost;
    if (cost > mostCost) throw new SvgLimitExceeded();
    return cost;
  }

  #costOfReferred(id: string, depth: number): number {
    const target = this.#byId.get(id);
    return target ? this.#costOf(target, depth) : 0;
  }

  #behind(end: string, from: number): number {
    const found = this.text.indexOf(end, from);
    return found < 0 ? this.text.length : found + end.length;
  }
}

function elementOf(name: string, references: SvgElement['references'], ownCost: number): SvgElement {
  return { name, children: [], references, ownCost, shapeLength: 0 };
}

function checkAttribute(element: string, key: string, value: string, isOutermost: boolean): void {
  // A drawing within a drawing would have to be counted as well, and the one in that.
  if (/data:\s*(?:image\/svg|text|application)/i.test(value)) throw new SvgLimitExceeded();
  if (key === 'style' && value.includes('\\')) throw new SvgLimitExceeded();
  if (element.startsWith('fe')) {
    const limit = filterLimits[key];
    if (limit !== undefined && value.split(/[\s,]+/).some((number) => Number(number) > limit))
      throw new SvgLimitExceeded();
  }
  if (isOutermost && (key === 'width' || key === 'height')) {
    const [, number = '', unit = ''] =
      /^(\+?(?:\d+(?:\.\d*)?|\.\d+)(?:e\+?\d+)?)\s*([a-z]*)$/i.exec(value.trim()) ?? [];
    if (Number(number) * (pixelsPerUnit[unit.toLowerCase()] ?? 1) > longestSidePx) throw new SvgLimitExceeded();
  }
}

/** What an attribute or a style sheet refers to: an address that ends in an id, or `url(#id)`. */
function referencesIn(key: string, value: string): SvgElement['references'] {
  if (!value.includes('#')) return [];
  if (key === 'href') return [{ id: decodedId(value.slice(value.indexOf('#') + 1)), isMarker: false }];
  const isMarker = key.startsWith('marker') || ((key === 'style' || key === '') && value.includes('marker'));
  return [...value.matchAll(/url\(\s*["']?[^"'()#]{0,200}#([^"'()]{1,200}?)["']?\s*\)/gi)].map(([, id = '']) => ({
    id: decodedId(id),
    isMarker,
  }));
}

function decodedId(id: string): string {
  try {
    return decodeURIComponent(id.trim());
  } catch {
    return id.trim();
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Texts by the names that stand for them. */
type Entities = ReadonlyMap<string, string>;

const knownEntities: Entities = new Map(Object.entries({ amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' }));
const mostEntities = 100;

/**
 * Reads the declarations in a document type, from behind its bracket. Only names of plain texts are taken: a text that holds a name,
 * or a character written by number, could stand for ever more text, or for elements that nobody counted.
 */
function readEntities(text: string, from: number): { readonly entities: Entities; readonly end: number } {
  const entities = new Map<string, string>();
  const declaration = /\s*(?:<!ENTITY\s+([A-Za-z_][\w.-]{0,99})\s+(?:"([^"&%<]*)"|'([^'&%<]*)')\s*>|(\]\s*>))/y;
  declaration.lastIndex = from;
  for (;;) {
    const [, name = '', quoted, apostrophed, end] = declaration.exec(text) ?? [];
    if (end !== undefined) return { entities, end: declaration.lastIndex };
    if (name === '' || knownEntities.has(name) || entities.size === mostEntities) throw new SvgLimitExceeded();
    // The first declaration of a name counts.
    if (!entities.has(name)) entities.set(name, quoted ?? apostrophed ?? '');
  }
}

/** Text of XML with what names and numbers stand for, which may hide a reference. */
function unescaped(text: string, entities: Entities): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([\w.-]{1,100}));/gi, (whole, decimal, hexadecimal, name) => {
    if (name) return knownEntities.get(String(name)) ?? entities.get(String(name)) ?? String(whole);
    const code = decimal ? Number(decimal) : Number.parseInt(String(hexadecimal), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** What a sticky pattern finds at a place. */
function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
