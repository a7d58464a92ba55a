/** What a store lets the metadata of a record be, and how much it takes at once. */
export interface Profile {
  /** `none`: an array is written as its JSON; `strings`: numbers in it as strings; `uniform`: not empty, of one scalar type. */
  readonly arrays: "none" | "strings" | "uniform" | "any";
  /** Whether objects may stand in it. */
  readonly nested: boolean;
  readonly nulls: boolean;
  /** What a key must match. */
  readonly keys: RegExp;
  /** Keys the store has for itself. */
  readonly reserved: readonly string[];
  /** UTF-8 bytes of the metadata as JSON, of one value, of one key. */
  readonly maxBytes: number;
  readonly maxValueBytes: number;
  readonly maxKeyBytes: number;
  readonly maxKeys: number;
  /** Whether the text of a record has a place of its own, and how many UTF-8 bytes it may have there. */
  readonly hasText: boolean;
  readonly maxTextBytes: number;
  readonly idKind: "any" | "uuid";
  readonly maxIdBytes: number;
  /** The most that one request takes: records, and UTF-8 bytes of its JSON. */
  readonly batch: { readonly records: number; readonly bytes: number };
}

/** `any`: any JSON. `flat`: scalars only. `pinecone-text`: an index of Pinecone that embeds by itself. `vectorize`: Cloudflare's. `chroma-cloud`: Chroma with the quotas of its cloud. */
export type StoreName =
  | "any"
  | "flat"
  | "pinecone"
  | "pinecone-text"
  | "vectorize"
  | "chroma"
  | "chroma-cloud"
  | "qdrant"
  | "weaviate"
  | "pgvector";

const any: Profile = {
  arrays: "any",
  nested: true,
  nulls: true,
  keys: /^/,
  reserved: [],
  maxBytes: Number.POSITIVE_INFINITY,
  maxValueBytes: Number.POSITIVE_INFINITY,
  maxKeyBytes: Number.POSITIVE_INFINITY,
  maxKeys: Number.POSITIVE_INFINITY,
  hasText: true,
  maxTextBytes: Number.POSITIVE_INFINITY,
  idKind: "any",
  maxIdBytes: Number.POSITIVE_INFINITY,
  batch: { records: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY },
};

// https://docs.pinecone.io/reference/api/database-limits/operation-limits; a megabyte is taken for 1,000,000 bytes, to be sure.
const pinecone: Profile = {
  ...any,
  arrays: "strings",
  nested: false,
  nulls: false,
  keys: /^(?!\$)./su,
  maxBytes: 40_000,
  hasText: false,
  maxIdBytes: 512,
  batch: { records: 1000, bytes: 2_000_000 },
};

// The server refuses keys that begin with # or $; the client leaves out what is null.
const chroma: Profile = { ...any, arrays: "uniform", nested: false, nulls: false, keys: /^[^#$]/u, reserved: ["chroma:document"] };

/** What each store takes, as its documentation or its client says. */
export const profiles: Readonly<Record<StoreName, Profile>> = {
  any,
  flat: { ...any, arrays: "none", nested: false },
  pinecone,
  "pinecone-text": { ...pinecone, batch: { records: 96, bytes: 2_000_000 } },
  // https://developers.cloudflare.com/vectorize/platform/limits/
  vectorize: { ...pinecone, keys: /^(?!\$)[^."]+$/u, maxBytes: 10_000, maxIdBytes: 64, batch: { records: 1000, bytes: 100_000_000 } },
  chroma,
  // https://docs.trychroma.com/cloud/quotas-limits
  "chroma-cloud": {
    ...chroma,
    maxValueBytes: 4096,
    maxKeyBytes: 36,
    maxKeys: 32,
    maxTextBytes: 16_384,
    maxIdBytes: 128,
    batch: { records: 300, bytes: Number.POSITIVE_INFINITY },
  },
  // Its service.max_request_size_mb is 32 unless it is set.
  qdrant: { ...any, hasText: false, idKind: "uuid", batch: { records: Number.POSITIVE_INFINITY, bytes: 32_000_000 } },
  // Its GRPC_MAX_MESSAGE_SIZE is 10 MB unless it is set; JSON is longer than what is sent.
  weaviate: {
    ...any,
    arrays: "uniform",
    keys: /^[_A-Za-z][_0-9A-Za-z]{0,230}$/,
    reserved: ["id", "_id", "_additional", "vector"],
    hasText: false,
    idKind: "uuid",
    batch: { records: Number.POSITIVE_INFINITY, bytes: 10_000_000 },
  },
  // A statement of PostgreSQL takes 65,535 parameters, and a row has four.
  pgvector: { ...any, batch: { records: 16_383, bytes: Number.POSITIVE_INFINITY } },
};
