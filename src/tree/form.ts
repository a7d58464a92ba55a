import type { Region } from "../geometry/box.ts";

/** What every part of a form has. `pointer` leads into the payload's `forms` section. */
interface FormBase {
  readonly pointer: string;
  readonly id?: string;
  readonly label?: string;
  /** As sent, where the fields here do not hold all of it. */
  readonly raw?: unknown;
}

/** A place to fill in. `kind` is `text`, `checkbox`, `single_select`, `multi_select`, `signature`, or a newer word of the service. */
export interface FormField extends FormBase {
  readonly type: "field";
  readonly kind: string;
  readonly value?: string | boolean;
  readonly isEmpty?: boolean;
  /** The choices of a select, or other parts its value is made of. */
  readonly valueItems: readonly FormNode[];
  readonly regions: readonly Region[];
}

export interface FormSection extends FormBase {
  readonly type: "section";
  readonly children: readonly FormNode[];
}

/** No table of the item tree: its cells are texts or hold fields, and it has neither html nor markdown. */
export interface FormTable extends FormBase {
  readonly type: "table";
  readonly columns: readonly string[];
  readonly rows: readonly (readonly FormCell[])[];
  readonly regions: readonly Region[];
}

/** A part this version cannot read, as sent. */
export interface FormUnknown extends FormBase {
  readonly type: "unknown";
}

export type FormNode = FormField | FormSection | FormTable | FormUnknown;
export type FormCell = string | null | readonly FormNode[];

/** One form of a page: its parts, and the same once more as the list of lines the service wrote. */
export interface Form {
  readonly pointer: string;
  readonly children: readonly FormNode[];
  /** The service's second reading, in markdown. */
  readonly markdown: string;
  /** As sent: its `list` has the second reading in full. */
  readonly raw?: unknown;
}
