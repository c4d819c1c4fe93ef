import packageJson from "../package.json" with { type: "json" };

/** Of the server and of the API. */
export const { version } = packageJson;
