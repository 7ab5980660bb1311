/** Fixed lines of the front matter, as a person types them. */

export type ConstantFault = 'no_name' | 'no_colon' | 'twice';
export type ParsedConstants =
  | { ok: true; constants: Record<string, string> }
  /** `line` begins at 1. */
  | { ok: false; issue: ConstantFault; line: number };

export const constantsText = (constants: Readonly<Record<string, string>>): string =>
  Object.entries(constants)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

/** One `name: value` a line; blank lines count for nothing. Quotes are part of the value. */
export function parseConstants(text: string): ParsedConstants {
  const constants = new Map<string, string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const fault = (issue: ConstantFault): ParsedConstants => ({ ok: false, issue, line: index + 1 });
    const colon = line.indexOf(':');
    if (colon === -1) return fault('no_colon');
    const name = line.slice(0, colon).trim();
    if (name === '') return fault('no_name');
    if (constants.has(name)) return fault('twice');
    constants.set(name, line.slice(colon + 1).trim());
  }
  return { ok: true, constants: Object.fromEntries(constants) };
}
