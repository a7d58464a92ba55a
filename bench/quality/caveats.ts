/** What a reader of the tables must know, printed above them. */
export const caveats: readonly string[] = [
  "The same limit for all, in tokens of o200k as gpt-tokenizer counts them; chunkers that count none get four characters a token. No overlap, else the defaults of each. `chunkMarkdown, approx` has the limit in its own, cautious count.",
  "LlamaIndex MarkdownNodeParser takes no limit, and chunkdown counts visible characters: they promise less than is measured here. It is what their user gets.",
  "Tables, fences, links and headings are judged by remark-gfm, on the source and on each chunk alone.",
  "Where a peer has no offsets, its chunks are looked for in the source, whole, else word by word. Letters lost are letters and digits, outside HTML tags, found in none; the names of a header that stand before each cell instead count as lost, too, though `excluded` lists them.",
  "Rows, sentences and links count as cut when two chunks hold parts of them. Rows (with their header), links and lines of code that are larger than the limit are left out.",
  "A page or box is right when a chunk has exactly those its text is printed on. `chunkDocument` reads the manual as a parse result with pages and boxes; all others, `chunkMarkdown` among them, get its markdown, which has none.",
  "Questions come from the structure of the manuals and favor chunkers that keep headings and headers: that is the hypothesis. Plain prose is shown apart. Their words are those of the answer, and BM25 is no dense retriever. Intervals: 95 %, bootstrap over manuals.",
];
