import { type BlockKind, kindOf } from './shapes.ts';

/** What the walk does with an element, by its tag. Only tags stand here; what may be written is in allow-list.ts. */
export type Role =
  | 'block'
  | 'transparent'
  | 'mark'
  | 'inline'
  | 'custom'
  | 'pre'
  | 'table'
  | 'break'
  | 'wordBreak'
  | 'rule'
  | 'image'
  | 'media'
  | 'formula'
  | 'script'
  | 'control'
  | 'button'
  | 'drop';

/** Everything that an element's tag decides. */
export interface Handling {
  /** Its name in the allow-list: old names have a modern one. */
  readonly tag: string;
  readonly role: Role;
  /** The tag says nothing about lines of its own: its style is asked. */
  readonly inline: boolean;
  /** Its children are always walked; of the others it depends. */
  readonly opened: boolean;
  /** Where it has no attributes, its visibility may wait until it shows text of its own. */
  readonly deferred: boolean;
  readonly kind: BlockKind;
  /** It may have a shadow root, or be a slot. */
  readonly host: boolean;
}

/** @see https://dom.spec.whatwg.org/#dom-element-attachshadow: custom elements and these. */
const HOSTS = /-|^(?:slot|article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;

const HANDLINGS = new Map<string, Handling>();

function handle(name: string, tag: string, role: Role): Handling {
  const inline = role === 'mark' || role === 'inline' || role === 'custom';
  const opened = inline || role === 'block' || role === 'transparent' || role === 'pre' || role === 'table';
  const deferred = opened && role !== 'custom' && role !== 'pre';
  const handling = { tag, role, inline, opened, deferred, kind: kindOf(tag), host: HOSTS.test(tag) };
  HANDLINGS.set(name, handling);
  HANDLINGS.set(name.toUpperCase(), handling);
  return handling;
}

function assign(role: Role, names: string): void {
  for (const name of names.split(' ')) handle(name, name, role);
}

assign('block', 'p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote figure figcaption details summary');
assign('block', 'caption thead tbody tfoot tr td th');
assign('transparent', 'html body div section article aside main header footer nav address hgroup form fieldset legend');
assign('transparent', 'center dialog search marquee frameset');
assign('mark', 'a strong b em i u s del ins mark small sub sup code kbd samp var abbr cite q time bdi bdo ruby rt rp');
assign('inline', 'span font label slot picture map data output big dfn nobr rb rtc');
assign('pre', 'pre');
assign('table', 'table');
assign('break', 'br');
assign('wordBreak', 'wbr');
assign('rule', 'hr');
assign('image', 'img');
assign('media', 'video audio iframe object embed canvas svg applet frame');
assign('formula', 'math mjx-container');
assign('script', 'script');
assign('control', 'input select textarea meter progress');
assign('button', 'button');
assign(
  'drop',
  'style template noscript head title meta link base param source track area colgroup col datalist option',
);
assign('drop', 'noembed noframes');

/** Old names for elements of the allow-list. */
const MODERN = { strike: 's', tt: 'code', acronym: 'abbr', menu: 'ul', dir: 'ul', listing: 'pre', xmp: 'pre' };
for (const [name, tag] of Object.entries(MODERN)) handle(name, tag, handlingOf(tag).role);

/** By node name, in capitals or not. Elements nobody knows are read as what they look like: their style is asked. */
export function handlingOf(name: string): Handling {
  return HANDLINGS.get(name) ?? handle(name, name.toLowerCase(), 'custom');
}
