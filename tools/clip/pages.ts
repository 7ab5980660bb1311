/** Which pages a target means, and how files come to stand at an address. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, parse, resolve, sep } from 'node:path';
import type { BrowserContext } from '@playwright/test';

export interface PageToClip {
  url: string;
  /** For messages, and for the result's file: the name without its ending. */
  name: string;
}

export interface Target {
  pages: PageToClip[];
  /** Whether the results go to files even where no folder was named. */
  isFolder: boolean;
  /** The folder that stands at the base address; null for a page on the web. */
  root: string | null;
}

const IS_PAGE = /\.x?html?$/i;

/** Throws with the cure where there is nothing to clip. */
export function findPages(target: string, base: URL): Target {
  if (/^https?:\/\//i.test(target)) {
    const url = new URL(target);
    return { pages: [{ url: url.href, name: nameOf(url) }], isFolder: false, root: null };
  }
  const path = resolve(target);
  if (!existsSync(path)) {
    throw new Error(`There is no file or folder ${path}. (A page on the web begins with http:// or https://.)`);
  }
  const isFolder = statSync(path).isDirectory();
  const root = isFolder ? path : dirname(path);
  const files = isFolder
    ? readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => IS_PAGE.test(file))
    : [basename(path)];
  if (files.length === 0) throw new Error(`The folder ${path} holds no .html file.`);
  const pages = files.sort().map((file) => ({
    url: new URL(file.split(sep).map(encodeURIComponent).join('/'), base).href,
    name: join(parse(file).dir, parse(file).name),
  }));
  return { pages, isFolder, root };
}

function nameOf(url: URL): string {
  const last = url.pathname.split('/').filter(Boolean).at(-1) ?? url.hostname;
  return last.replace(/[^\w.-]+/g, '-').replace(IS_PAGE, '');
}

/** Answers the base address from the folder: the pages find what lies beside them, and the results name no port. */
export async function serveFolder(context: BrowserContext, root: string, base: URL): Promise<void> {
  await context.route(
    (url) => url.href.startsWith(base.href),
    async (route) => {
      const path = decodeURIComponent(new URL(route.request().url()).pathname.slice(base.pathname.length));
      const file = resolve(root, path);
      const inside = file.startsWith(root + sep) && existsSync(file) && statSync(file).isFile();
      if (!inside) return route.fulfill({ status: 404, contentType: 'text/html', body: '<title>404</title>' });
      // Playwright reads the type from the name of the file; without a charset a page may still name its own.
      return route.fulfill(
        IS_PAGE.test(file) ? { contentType: htmlType(file), body: readFileSync(file) } : { path: file },
      );
    },
  );
}

const htmlType = (file: string): string => (/\.xhtml$/i.test(file) ? 'application/xhtml+xml' : 'text/html');
