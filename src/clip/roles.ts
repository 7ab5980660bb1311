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

const ROLES = new Map<string, Role>();

function assign(role: Role, names: string): void {
  for (const name of names.split(' ')) ROLES.set(name, role);
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
const MODERN: ReadonlyMap<string, string> = new Map([
  ['strike', 's'],
  ['tt', 'code'],
  ['acronym', 'abbr'],
  ['menu', 'ul'],
  ['dir', 'ul'],
  ['listing', 'pre'],
  ['xmp', 'pre'],
]);

export function modernName(name: string): string {
  return MODERN.get(name) ?? name;
}

/** Elements nobody knows are read as what they look like: `custom` asks the style, as a custom element needs. */
export function roleOf(name: string): Role {
  return ROLES.get(name) ?? 'custom';
}
