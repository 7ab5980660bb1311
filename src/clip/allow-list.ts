/**
 * What may stand in a clip: elements, their properties (hast names) and protocols. Pure data.
 * The walk reads it to know what to write, the background to refuse everything else; there is no second list.
 * No ids, styles, events, forms or svg: what is not named here does not exist in a clip.
 */

/** How a property's value is checked and cleaned (values.ts). A list names the only values allowed. */
export type ValueKind = 'link' | 'web' | 'image' | 'media' | 'text' | 'integer' | 'flag' | 'language' | 'lang';
export type ValueRule = ValueKind | readonly string[];
export type PropertyRules = Readonly<Record<string, ValueRule>>;

/** Protocols by kind of address. Images may also be raster `data:` of at most MAX_DATA_IMAGE characters. */
export const PROTOCOLS = {
  link: ['http', 'https', 'mailto', 'tel'],
  web: ['http', 'https'],
  image: ['http', 'https', 'data'],
  media: ['https'],
} as const;

export const CAPS = {
  /** Elements and texts of one clip. */
  nodes: 200_000,
  /** UTF-16 units of text of one clip. */
  text: 5_000_000,
  /** Levels of the tree; what lies deeper keeps its text and loses its elements. */
  depth: 200,
  /** UTF-16 units of one address. */
  url: 4096,
  /** UTF-16 units of one attribute or of a title. */
  attribute: 2000,
  /** UTF-16 units of one `data:` image; a larger one is left out and noted. */
  dataImage: 128 * 1024,
  /** UTF-16 units of all `data:` images of one clip. */
  dataImages: 2 * 1024 * 1024,
} as const;

/** `data:` images that hold pixels and nothing else; svg can carry script. */
export const DATA_IMAGE = /^data:image\/(?:png|jpeg|gif|webp|avif|bmp);base64,[\w+/=]+$/i;

/** On every element. */
export const GLOBAL_PROPERTIES: PropertyRules = { lang: 'lang', dir: ['ltr', 'rtl', 'auto'] };

const NONE: PropertyRules = {};
const CELL: PropertyRules = {
  colSpan: 'integer',
  rowSpan: 'integer',
  scope: ['row', 'col', 'rowgroup', 'colgroup'],
  align: ['left', 'center', 'right', 'justify'],
};
const EDIT: PropertyRules = { cite: 'web', dateTime: 'text' };

function plain(names: string): [string, PropertyRules][] {
  return names.split(' ').map((name) => [name, NONE]);
}

/** HTML elements and the properties each may have. `span` is kept only to carry `lang` or `dir`. */
export const HTML_ELEMENTS: ReadonlyMap<string, PropertyRules> = new Map<string, PropertyRules>([
  ...plain('h1 h2 h3 h4 h5 h6 p br hr wbr pre dl dt dd ul figure figcaption summary'),
  ...plain('strong b em i u s mark small sub sup kbd samp var ruby rt rp bdi bdo span'),
  ...plain('table caption thead tbody tfoot tr'),
  ['abbr', { title: 'text' }],
  ['cite', NONE],
  ['q', { cite: 'web' }],
  ['time', { dateTime: 'text' }],
  ['ins', EDIT],
  ['del', EDIT],
  ['a', { href: 'link', title: 'text' }],
  ['code', { className: 'language' }],
  ['blockquote', { cite: 'web' }],
  ['ol', { start: 'integer', reversed: 'flag', type: ['1', 'a', 'A', 'i', 'I'] }],
  ['li', { value: 'integer' }],
  ['td', CELL],
  ['th', CELL],
  ['details', { open: 'flag' }],
  ['img', { src: 'image', alt: 'text', title: 'text', width: 'integer', height: 'integer' }],
  ['input', { type: ['checkbox'], checked: 'flag', disabled: 'flag' }],
  ['video', { src: 'media', poster: 'web', controls: 'flag', width: 'integer', height: 'integer' }],
  ['audio', { src: 'media', controls: 'flag' }],
  ['iframe', { src: 'media', title: 'text', width: 'integer', height: 'integer' }],
]);

const BOOLEAN = ['true', 'false'] as const;
const MATH_STYLE: PropertyRules = { mathvariant: 'text', displaystyle: BOOLEAN, scriptlevel: 'text' };

function mathml(names: string, rules: PropertyRules = NONE): [string, PropertyRules][] {
  return names.split(' ').map((name) => [name, { ...MATH_STYLE, ...rules }]);
}

/**
 * MathML Core and the older presentation elements: only other MathML and text may stand inside. Left out on purpose:
 * `annotation-xml`, `mglyph`, `malignmark` (html integration points), `maction`, every `href`.
 */
export const MATH_ELEMENTS: ReadonlyMap<string, PropertyRules> = new Map<string, PropertyRules>([
  ...mathml('mrow mi mn ms mtext merror mphantom msqrt mroot msub msup msubsup mmultiscripts mprescripts none'),
  ...mathml('mstyle semantics mtr mlabeledtr'),
  ...mathml('math', { display: ['block', 'inline'], alttext: 'text' }),
  ...mathml('mo', {
    form: ['prefix', 'infix', 'postfix'],
    fence: BOOLEAN,
    separator: BOOLEAN,
    stretchy: BOOLEAN,
    symmetric: BOOLEAN,
    largeop: BOOLEAN,
    movablelimits: BOOLEAN,
    accent: BOOLEAN,
    lspace: 'text',
    rspace: 'text',
    minsize: 'text',
    maxsize: 'text',
  }),
  ...mathml('mspace mpadded', { width: 'text', height: 'text', depth: 'text', lspace: 'text', voffset: 'text' }),
  ...mathml('mfrac', { linethickness: 'text' }),
  ...mathml('munder mover munderover', { accent: BOOLEAN, accentunder: BOOLEAN }),
  ...mathml('mtable', { columnalign: 'text', rowspacing: 'text', columnspacing: 'text', columnlines: 'text' }),
  ...mathml('mtd', { columnspan: 'integer', rowspan: 'integer', columnalign: 'text' }),
  ...mathml('menclose', { notation: 'text' }),
  ['annotation', { encoding: 'text' }],
]);

/** Elements that are left out with everything in them, wherever they come from. */
export const DROPPED_WHOLE: ReadonlySet<string> = new Set(
  (
    'script style template noscript title head meta link base svg canvas object embed applet param frameset frame ' +
    'noframes noembed select option optgroup datalist textarea button progress meter source track area ' +
    'annotation-xml mglyph malignmark plaintext portal'
  ).split(' '),
);

/** Elements that never hold anything. */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set(['br', 'hr', 'wbr', 'img', 'input', 'iframe']);

/** Source properties that must be there: an element without them says nothing and is unwrapped or left out. */
export const REQUIRED_PROPERTY: ReadonlyMap<string, string> = new Map([
  ['a', 'href'],
  ['img', 'src'],
  ['iframe', 'src'],
  ['video', 'src'],
  ['audio', 'src'],
  ['input', 'type'],
]);
