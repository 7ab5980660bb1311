/**
 * The address of a REST route. A site's root is either a folder (`https://blog.example/wp-json/`) or, where permalinks
 * are plain, a parameter of a page (`https://blog.example/?rest_route=/`); both are recorded from WordPress 7.1.1.
 * @param root as discovery found it, with its closing slash
 * @param route below the root, without a leading slash, with its own query: `wp/v2/posts?context=edit`
 */
export function restUrl(root: string, route: string): string {
  const url = new URL(root);
  const [path = '', query = ''] = route.split('?', 2);
  const parameter = url.searchParams.get('rest_route');
  if (parameter === null) url.pathname = `${url.pathname.replace(/\/?$/, '/')}${path}`;
  else url.searchParams.set('rest_route', `${parameter.replace(/\/?$/, '/')}${path}`);
  for (const [name, value] of new URLSearchParams(query)) url.searchParams.append(name, value);
  return url.href;
}
