import * as z from "zod";

const pageNumber = z.union([z.int().min(1), z.string().regex(/^[1-9]\d{0,8}$/)]).nullish();

type Nullish<Schema extends z.ZodType> = z.ZodOptional<z.ZodNullable<Schema>>;

interface PageFields {
  readonly page: Nullish<z.ZodUnion<readonly [z.ZodInt, z.ZodString]>>;
  readonly page_number: PageFields["page"];
  readonly page_index: Nullish<z.ZodInt>;
}

/** The fields that say the page, in the spelling of any age: 1-based numbers, and an index, which is 0-based. */
export const pageFields: PageFields = { page: pageNumber, page_number: pageNumber, page_index: z.int().min(0).nullish() };

/** The number of the page, 1-based; undefined where none of the fields says it. */
export function pageNumberOf({
  page,
  page_number,
  page_index,
}: { readonly [Name in keyof PageFields]?: z.infer<PageFields[Name]> }): number | undefined {
  const number = page ?? page_number ?? (typeof page_index === "number" ? page_index + 1 : undefined);
  return number === undefined ? undefined : Number(number);
}
