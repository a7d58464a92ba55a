/** How many tokens a piece may count: each, the first (which may stand below headings), and a single character at most. */
export interface Window {
  readonly limit: number;
  readonly firstLimit: number;
  /** The limit of the whole chunk: what fits nowhere else may stand without its context. */
  readonly most: number;
  /** What is kept free beyond `limit` for text that is repeated, which gives way to a character that would be cut. @default 0 */
  readonly spare?: number;
}
