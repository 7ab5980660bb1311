/**
 * What can be wrong with a WordPress, to be switched on from outside for every request: the real server then behaves so,
 * by the means by which it happens on real sites (the web server, PHP, wp-config, a plugin's hook).
 */
export type WordPressSwitch =
  // The web server
  /** The Authorization header never reaches PHP (CGI without the known lines). */
  | 'authorization_stripped'
  /** Everything at 127.0.0.1 is redirected to the same path at localhost. */
  | `redirect=${301 | 302 | 307 | 308}`
  /** HTML with this status for every request without the header `X-Staging: letmein`. */
  | `staging=${401 | 403}`
  /** 413 with HTML for a body over so many bytes. */
  | `body_limit=${number}`
  // PHP
  /** A form over so many bytes arrives without its fields and files. */
  | `post_max=${number}`
  /** A file over so many bytes in a form arrives as an error. */
  | `upload_max=${number}`
  /** A warning before each JSON answer of the REST API. */
  | 'php_warning'
  /** A byte order mark before everything. */
  | 'byte_order_mark'
  /** The REST API ends in a fatal error. */
  | 'fatal'
  /** The REST API ends in a plugin's wp_die() with 503. */
  | 'wp_die'
  /** 503 while WordPress updates itself. */
  | 'maintenance'
  // The JSON Web Token plugins
  /** No such plugin. */
  | 'jwt_off'
  /** The other plugin with the same namespace (JWT Auth by useful-team). */
  | 'jwt_other'
  /** JWT_AUTH_SECRET_KEY is not in wp-config. */
  | 'secret_missing'
  /** It is another one than that which signed the tokens of before. */
  | 'secret_changed'
  /** Tokens made now expire after so many seconds (less than 0: they have expired). */
  | `token_seconds=${number}`
  /** Tokens made now are valid only in so many seconds. */
  | `token_not_before=${number}`
  // Plugins that guard the login
  | 'captcha'
  | 'two_factor'
  | 'lockout'
  // Plugins that guard the REST API
  /** 401 for whoever is not signed in. */
  | 'rest_for_members'
  /** Refused with this status to everyone. */
  | `rest_blocked=${401 | 403}`
  // Application passwords
  /** Turned off by a plugin. */
  | 'application_passwords_off'
  /** Not a local environment: over http there are none. */
  | 'not_local'
  /** As on a site where nobody has ever made one: some answers of core differ. */
  | 'application_passwords_unused'
  // Settings of the site
  /** No pretty permalinks: the REST API is at ?rest_route= only. */
  | 'plain_permalinks'
  /** The REST API is here instead of at wp-json. */
  | `rest_prefix=${string}`
  /** Nobody may upload files. */
  | 'upload_forbidden'
  /** Everybody's posts are filtered, whatever the role says: a network of sites, or DISALLOW_UNFILTERED_HTML. */
  | 'unfiltered_html_forbidden';

/** Sent with a request, these stand instead of what is switched on for all (`none` for a server in good health). */
export const switchesHeader = (switches: readonly (WordPressSwitch | 'none')[]): { 'x-switches': string } => ({
  'x-switches': switches.join(', '),
});
