import { resolveModelFolder } from "whowrote/node/hub/resolve-model-folder";

interface EncoderPlaces {
  /** Folder of the installed models. */
  readonly models: string;
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * Folder of the encoder that compares code: the one that is named, else the one that comes with the release, undefined where
 * that is not installed.
 * @throws when one is named and not there, with the way to get it
 */
export async function findEncoder(name: string | undefined, places: EncoderPlaces): Promise<string | undefined> {
  if (name !== undefined) return resolveModelFolder(name, places);
  return resolveModelFolder("similarity", { ...places, cwd: places.models }).catch(() => undefined);
}
