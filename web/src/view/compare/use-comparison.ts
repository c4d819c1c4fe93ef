import { useQuery } from "@tanstack/react-query";
import { answerOf } from "../../api/ask.ts";
import { api } from "../../api/client.ts";
import { sendable } from "../../api/sendable.ts";
import { usePreferences } from "../../settings/kept-preferences.ts";
import type { Comparison, Piece, Side } from "./pieces.ts";

/** How alike the two pieces are. Nothing of it is stored. */
export const useLikeness = (asked: Comparison | undefined) =>
  useQuery({
    queryKey: ["compare", asked?.number, "likeness"],
    enabled: asked !== undefined,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const json = { a: toWire(asked!.pair.a), b: toWire(asked!.pair.b) };
      return answerOf(api.similarity.api.v1.ml.similarity.$post({ json }, { init: { signal } }));
    },
  });

export type Likeness = NonNullable<ReturnType<typeof useLikeness>["data"]>;

/** Who wrote one of them, as in Detect. */
export function usePieceVerdict(asked: Comparison | undefined, side: Side) {
  const { falsePositiveRate: rate } = usePreferences();
  return useQuery({
    queryKey: ["compare", asked?.number, side, rate],
    enabled: asked !== undefined,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const json = { ...toWire(asked!.pair[side]), ...(rate !== undefined && { false_positive_rate: rate }) };
      return answerOf(api.predict.api.v1.predict.$post({ json, header: {} }, { init: { signal } }));
    },
  });
}

const toWire = ({ text, language, path }: Piece) => ({
  code: sendable(text),
  ...(language !== undefined && { language }),
  ...(path !== undefined && { path: sendable(path) }),
});
