import { describe, expect, test } from 'vitest';
import { bodyBlocks } from '../../../../test/fixtures/wordpress-body.ts';

const IMG = '<img src="https://e.example/a.png" alt="A">';

describe('tables', () => {
  const table = (inside: string, below = ''): string =>
    `[table {"hasFixedLayout":false}]<figure class="wp-block-table"><table>${inside}</table>${below}</figure>`;

  test.each([
    ['rows', '<table><tr><td>a</td></tr></table>', table('<tbody><tr><td>a</td></tr></tbody>')],
    [
      'sections, headers and alignment',
      '<table><thead><tr><th scope="col">a</th></tr></thead><tr><th scope="row">b</th><td align="right">c</td></tr><tfoot><tr><td align="justify">d</td></tr></tfoot></table>',
      table(
        '<thead><tr><th scope="col">a</th></tr></thead>' +
          '<tbody><tr><th scope="row">b</th><td class="has-text-align-right" data-align="right">c</td></tr></tbody>' +
          '<tfoot><tr><td>d</td></tr></tfoot>',
      ),
    ],
    [
      'several bodies become one: core knows one',
      '<table><tbody><tr><td>a</td></tr></tbody><tbody><tr><td>b</td></tr></tbody></table>',
      table('<tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody>'),
    ],
    [
      'caption',
      '<table><caption>c</caption><tr><td>a</td></tr></table>',
      table('<tbody><tr><td>a</td></tr></tbody>', '<figcaption class="wp-element-caption">c</figcaption>'),
    ],
    [
      'paragraphs and images in cells',
      `<table><tr><td><p>a</p><p>b</p></td><td>${IMG}</td></tr></table>`,
      table(`<tbody><tr><td>a<br><br>b</td><td>${IMG}</td></tr></tbody>`),
    ],
    [
      'wide and tall cells',
      '<table><tr><td colspan="2" rowspan="1">a</td></tr></table>',
      table('<tbody><tr><td colspan="2">a</td></tr></tbody>'),
    ],
    [
      'more than text in a cell: Custom HTML',
      '<table><tr><td><ul><li>a</li></ul></td></tr></table>',
      '[html]<table><tbody><tr><td><ul><li>a</li></ul></td></tr></tbody></table>',
    ],
  ])('%s', (_name, html, body) => {
    expect(bodyBlocks(html)).toBe(body);
  });

  test('wide cells at a site that nobody asked, whose version may not know them: Custom HTML', () => {
    const html = '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>';
    expect(bodyBlocks(html, { blocks: null })).toBe(`[html]${html}`);
  });

  test('Custom HTML holds only what the allow-list names, whatever the tree says', () => {
    const cell =
      '<ul></ul><script>1</script><p onclick="x" style="y">a</p><a href="javascript:1">b</a><custom>c</custom>' +
      '<form><textarea>d</textarea></form><iframe srcdoc="x"></iframe>';
    expect(bodyBlocks(`<table><tr><td>${cell}<hr></td></tr></table>`)).toBe(
      '[html]<table><tbody><tr><td><ul></ul><p>a</p>bc<hr></td></tr></tbody></table>',
    );
  });
});
