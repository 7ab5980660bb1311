/** Tracking parameters: they name the reader, not the page. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_[ce]id|_hsenc|_hsmi|__hs\w+|hsctatracking|mkt_tok|oly_(?:anon|enc)_id|vero_(?:id|conv)|wickedid|rb_clickid|s_cid|cmpid|ocid|icid|ncid|ref_src|ref_url|__twitter_impression|guce_\w+|_ga|_gl|_openstat|pk_\w+|piwik_\w+|mtm_\w+|matomo_\w+|at_(?:medium|campaign|link_\w+|format|ptr_name|bbc_team)|wt_?mc|trk(?:campaign|info)?|spm|share_source|fb_(?:action\w*|ref|source)|__cft__\[0\]|__tn__|__xts__\[0\]|mibextid|zanpid|xtor|smid|smtyp|_branch_\w+|dm_i|ml_subscriber\w*|sc_(?:campaign|channel|content|medium|outcome|geo|country)|epik|s_kwcid|ef_id|soc_src|soc_trk|gaa_\w+|unlocked_article_code)$/i;
/** Names that mean tracking on one site and content on others. */
const TRACKING_ON: readonly (readonly [RegExp, RegExp])[] = [
  [/(?:^|\.)(?:youtube\.com|youtu\.be|spotify\.com)$/, /^(?:feature|si|pp)$/],
  [/(?:^|\.)google\.[a-z.]+$/, /^(?:ved|ei|sei|gs_lcrp|sca_esv|sxsrf|rlz|sourceid)$/],
  [/^(?:www\.|mobile\.)?(?:x|twitter)\.com$/, /^[st]$/],
  [/(?:^|\.)linkedin\.com$/, /^(?:rcm|trackingId|lipi)$/],
  [/(?:^|\.)amazon\.[a-z.]+$/, /^(?:ref_?|pf_rd_\w+|pd_rd_\w+|qid|sr|crid|sprefix)$/],
];

/** The address without tracking parameters and text fragments; what names the page stays as it is. */
export function withoutTracking(url: URL): URL {
  const clean = new URL(url);
  for (const name of Array.from(clean.searchParams.keys())) {
    if (isTracking(name, clean.hostname)) clean.searchParams.delete(name);
  }
  if (clean.search === '') clean.search = '';
  clean.hash = clean.hash.replace(/:~:.*$/s, '');
  if (clean.hash === '' || /^#(?:utm_|xtor=|Echobox=|at_)/i.test(clean.hash)) clean.hash = '';
  return clean;
}

function isTracking(name: string, host: string): boolean {
  return TRACKING.test(name) || TRACKING_ON.some(([hosts, names]) => hosts.test(host) && names.test(name));
}

/**
 * The page's own canonical address, where it can be believed: http(s), the same host (with or without `www.`), and
 * not the front page of the site unless this is the front page.
 */
export function trustedCanonical(raw: string | null, page: URL): URL | null {
  const url = raw === null || raw.length > 4096 ? null : URL.parse(raw, page);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  if (bareHost(url) !== bareHost(page) || url.port !== page.port) return null;
  if (page.protocol === 'https:') url.protocol = 'https:';
  const front = url.pathname.replace(/\/+$/, '') === '' && url.search === '';
  if (front && (page.pathname.replace(/\/+$/, '') !== '' || page.search !== '')) return null;
  return withoutTracking(url);
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^www\./, '');
}
