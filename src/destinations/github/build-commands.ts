/**
 * Whether what builds a site asks its generator for drafts. Texts are searched, never parsed or run, and what only shows a
 * preview does not count: a server of one's own, a pull request's build.
 */
import { showsDrafts, uncommented } from './site-config.ts';

/** To the end of its line, which a backslash puts off. */
const COMMAND = /(?:\\\r?\n|[^\n;&#])+/g;
/** As programs, images (`hugo:0.111`) and options of actions are called; packages (`hugo-bin`) are not meant. */
const GENERATOR = /(?:hugo|jekyll)[\s:._]| --buildD/;
/** Alone or among others: `-DEF`. */
const FLAG = /\s-(?:\w*D|-(?:buildD|d)rafts\b)(?!=f)/;

/** What starts a workflow besides pull requests. */
const STARTED = /(?:push|schedule|release|dispatch|workflow_\w+)[:,\]\s]/;
/** Steps of a workflow, tables of TOML, members of JSON. */
const PARTS = /^(?= *(?:- |\[))|(?="[\w:.-]+" *:)/m;
const PREVIEW =
  /^ *\[+(?!build|context\.production)[\w."-]+\]|^[ -]*if:.*== *["']pull_request|^"(?:[^"]*(?:dev|serve|view|watch|draft)|(?![^"]*(?:build|deploy|publish|prod|HUGO)))/m;

/** @param file the text of a workflow of GitHub's, of `netlify.toml`, `vercel.json` or `package.json` */
export function buildsDrafts(file: string): boolean {
  const text = uncommented(file);
  if (/pull_request/.test(text) && !STARTED.test(text)) return false;
  const parts = text.split(PARTS).filter((part) => !PREVIEW.test(part));
  const lines = parts.join('\n');
  return showsDrafts(lines) || (lines.match(COMMAND) ?? []).some(asksForDrafts);
}

const asksForDrafts = (command: string): boolean =>
  FLAG.test(command.slice(command.search(GENERATOR))) && !/\sserver?\b/.test(command);
