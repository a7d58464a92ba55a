// Excel repairs a file with a longer one.
const urlLimit = 2_079;
// "Excel specifications and limits": hyperlinks in a worksheet.
export const linkLimit = 65_530;

/** Whether a cell may lead there: http, https, mailto, or a file by its relative path. */
export function isSafeUrl(url: string): boolean {
  if (url.length > urlLimit || /[\s\p{Cc}\\<>"{}|^`!]/u.test(url) || !url.isWellFormed()) return false;
  if (/^(?:https?:\/\/[^/?#]|mailto:.)/i.test(url)) return URL.canParse(url);
  return /^[^/?#:]+(?:\/[^?#:]*)?(?:#[^#]*)?$/.test(url) && URL.canParse(url, "https://host.example/");
}

/** Makes the links to the pages of the source, where it is a document that a cell may lead to. */
export function pageLinks(sourceUrl: string | undefined, keepUrls: boolean): (pageNumber: number) => string | undefined {
  const url = sourceUrl === undefined ? undefined : sourceLink(sourceUrl, keepUrls);
  return (pageNumber) => (url === undefined ? undefined : `${url}#page=${pageNumber}`);
}

/**
 * The address without user name, password, query and fragment: a presigned one would open the document for whoever holds the sheet.
 *
 * A "#" before the only ending of a file name (`invoice #2.pdf`) is the name's own, a "?" is not.
 */
export function plainSource(sourceUrl: string): string {
  const given = sourceUrl.toWellFormed().trim();
  if (/^[a-z][a-z\d+.-]+:/i.test(given) && URL.canParse(given)) {
    return Object.assign(new URL(given), { username: "", password: "", search: "", hash: "" }).href;
  }
  const [path = ""] = given.split("?");
  const isNamed = /^(?:[^#]*\/)?[^/.#]*#[^/#]*\.\w{1,5}$/.test(path);
  return (isNamed ? path : (path.split("#")[0] as string)).replace(/^([^/]*:)?\/\/.*@/s, "$1//");
}

/** The address as a cell may lead to it, without fragment, and plain unless `keepUrls`. */
function sourceLink(sourceUrl: string, keepUrls: boolean): string | undefined {
  const given = keepUrls ? sourceUrl.toWellFormed().trim() : plainSource(sourceUrl);
  if (/^https?:/i.test(given)) {
    if (!URL.canParse(given)) return undefined;
    const url = new URL(given);
    url.hash = "";
    const link = url.href.replaceAll("!", "%21").replace(/[|^`{}]/g, encodeURIComponent);
    return isSafeUrl(`${link}#page=1`) ? link : undefined;
  }
  if (/^[/\\]|:|\\/.test(given)) return undefined;
  const link = given
    .split("/")
    .map((part) => encodeURIComponent(part).replaceAll("!", "%21"))
    .join("/");
  return isSafeUrl(`${link}#page=1`) ? link : undefined;
}
