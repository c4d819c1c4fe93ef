import type { KeyLease } from "./key-pool.ts";
import type { Timeout } from "./timeout.ts";

/**
 * The same answer, whose body is passed on piece by piece: the time-out begins anew with each, the key is given back at the
 * end, and a break in the middle becomes the error that `onFailure` makes of it.
 */
export function passOn(
  response: Response,
  lease: KeyLease,
  timeout: Timeout,
  onFailure: (cause: unknown) => Error,
): Response {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  const end = (): void => {
    timeout.stop();
    lease.settle({ kind: "answered" });
  };
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const piece = await reader?.read();
        if (piece === undefined || piece.done) {
          end();
          return controller.close();
        }
        timeout.restart();
        controller.enqueue(piece.value);
      } catch (cause) {
        timeout.stop();
        controller.error(onFailure(cause));
      }
    },
    async cancel(reason) {
      end();
      await reader?.cancel(reason);
    },
  });
  return new Response(body, { status: response.status, headers: response.headers });
}
