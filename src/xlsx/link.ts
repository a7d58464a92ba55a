import { withoutLinkQueries } from "../payload/links.ts";

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

/** The address without fragment, and without query unless `keepUrls`: a presigned one would open the document for whoever holds the sheet. */
function sourceLink(sourceUrl: string, keepUrls: boolean): string | undefined {
  const given = sourceUrl.toWellFormed().trim();
  if (/^https?:/i.test(given)) {
    if (!URL.canParse(given)) return undefined;
    const url = new URL(keepUrls ? given : withoutLinkQueries(given));
    url.hash = "";
    const link = url.href.replaceAll("!", "%21").replace(/[|^`{}]/g, encodeURIComponent);
    return isSafeUrl(`${link}#page=1`) ? link : undefined;
  }
  if (/^[/\\]|:|\\/.test(given)) return undefined;
  // A file name may hold "#" and "%", but hardly "?": what follows one is a query.
  const path = keepUrls ? given : (given.split("?")[0] as string);
  const link = path
    .split("/")
    .map((part) => encodeURIComponent(part).replaceAll("!", "%21"))
    .join("/");
  return isSafeUrl(`${link}#page=1`) ? link : undefined;
}
