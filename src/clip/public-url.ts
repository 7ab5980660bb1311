/**
 * May this address stand in a public draft as a source? Only where any reader can open it: nothing on this machine or
 * in a private network, no mail, and no secret in it.
 */

const MAIL_HOSTS = new Set([
  'mail.google.com',
  'inbox.google.com',
  'outlook.live.com',
  'outlook.office.com',
  'outlook.office365.com',
  'outlook.cloud.microsoft',
  'mail.yahoo.com',
  'mail.aol.com',
  'mail.proton.me',
  'mail.protonmail.com',
  'app.fastmail.com',
  'www.fastmail.com',
  'mail.zoho.com',
  'mail.zoho.eu',
  'mail.yandex.com',
  'mail.yandex.ru',
  'e.mail.ru',
  'app.tuta.com',
  'mail.tutanota.com',
  'www.icloud.com',
  'app.hey.com',
  'navigator.gmx.net',
  'navigator.web.de',
]);
const PRIVATE_SUFFIX =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa|test|onion)$/;
const SESSION_PARAMETER =
  /^(?:(?:access|auth|id|refresh|reset|csrf|xsrf|session|security|login|invite|share|api|oauth)?[_-]?token|jwt|(?:api|access|secret|private|auth)[_-]?key|apikey|secret|client_secret|password|passwd|pwd|pass|otp|sid|sess|session|session[_-]?id|phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken|auth|authorization|oauth\w*|code_verifier|sig|signature|x-amz-(?:signature|credential|security-token)|x-goog-(?:signature|credential)|awsaccesskeyid|saml\w*|ticket|nonce|magic|key-pair-id|policy)$/i;
/** A json web token, or 32 characters and more of hex or base64 with digits in them: a secret, not a slug. */
const SECRET_VALUE =
  /^(?:eyJ[\w-]+\.[\w-]+\.[\w-]*|(?=[^\s]*\d)[a-f0-9]{32,}|(?=[^\s]*\d)(?=[^\s]*[A-Z])(?=[^\s]*[a-z])[\w~+/=-]{40,})$/;

/** Without user info, session ids and tokens; null where the address leads nowhere a reader may go. */
export function publicUrl(raw: string): URL | null {
  const url = URL.parse(raw);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  if (!isPublicHost(url.hostname)) return null;
  url.username = '';
  url.password = '';
  url.pathname = url.pathname.replace(/;(?:jsessionid|phpsessid|sid)=[^/;]*/gi, '');
  for (const [name, value] of Array.from(url.searchParams)) {
    if (SESSION_PARAMETER.test(name) || SECRET_VALUE.test(value)) url.searchParams.delete(name);
  }
  // A secret in the path can't be taken out: the link itself is the key.
  if (url.pathname.split('/').some((part) => part.startsWith('eyJ') && SECRET_VALUE.test(part))) return null;
  if (/(?:^|[#&?])(?:access_token|id_token|token|session)=/i.test(url.hash)) url.hash = '';
  return url;
}

/** Literal addresses arrive here normalised: the url parser has turned decimal and octal IPv4 into dotted form. */
export function isPublicHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name === '' || MAIL_HOSTS.has(name) || PRIVATE_SUFFIX.test(name)) return false;
  if (name.startsWith('[')) return isPublicIPv6(name.slice(1, -1));
  const octets = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(name);
  if (octets !== null) return isPublicIPv4(Number(octets[1]), Number(octets[2]));
  return name.includes('.') && !/^(?:webmail|roundcube|owa)\./.test(name);
}

/** @see https://www.iana.org/assignments/iana-ipv4-special-registry (RFC 6890): what is not globally reachable. */
function isPublicIPv4(a: number, b: number): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100 && b >= 64 && b <= 127) return false;
  if (a === 169 && b === 254) return false;
  if (a === 172 && b >= 16 && b <= 31) return false;
  if (a === 198 && (b === 18 || b === 19)) return false;
  return !(a === 192 && b === 168);
}

function isPublicIPv6(address: string): boolean {
  const mapped = /^::ffff:([0-9a-f]{1,4}):[0-9a-f]{1,4}$/.exec(address);
  if (mapped?.[1] !== undefined) {
    const high = Number.parseInt(mapped[1], 16);
    return isPublicIPv4(high >> 8, high & 255);
  }
  // Only 2000::/3 is global unicast; 2001:db8::/32 is for books.
  return /^[23][0-9a-f]{3}:/.test(address) && !address.startsWith('2001:db8:');
}
