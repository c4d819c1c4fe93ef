/** Every address of the page stands here, as a pattern for the router and as a function for links. */
export const pattern = {
  detect: "/",
  detection: "/detections/:id",
  batch: "/batch",
  job: "/batch/:id",
  history: "/history",
  models: "/models",
  model: "/models/:id",
  compare: "/compare",
  keys: "/keys",
  settings: "/settings",
} as const;

export const addressOf = {
  detect: () => pattern.detect,
  detection: (id: string) => `/detections/${encodeURIComponent(id)}`,
  batch: () => pattern.batch,
  job: (id: string) => `/batch/${encodeURIComponent(id)}`,
  /** @param query a filter, as `readFilter` of the view takes it */
  history: (query: Readonly<Record<string, string>> = {}) =>
    [pattern.history, String(new URLSearchParams(query))].filter(Boolean).join("?"),
  models: () => pattern.models,
  model: (id: string) => `/models/${encodeURIComponent(id)}`,
  compare: () => pattern.compare,
  keys: () => pattern.keys,
  settings: () => pattern.settings,
  /** Documentation of the API, outside the page. */
  apiDocs: () => "/docs",
} as const;
