/** What JSON can say. `metadata` come back as they were sent. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** The scalar JSONObject. */
export type JsonObject = { readonly [key: string]: JsonValue };
