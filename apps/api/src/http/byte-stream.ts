/**
 * Passes bytes on. When their source fails, the connection is cut: an answer that has begun can no longer say that it
 * went wrong, and one that is closed instead would look complete. What the failure says stays here.
 */
export function toByteStream(
  source: ReadableStream<Uint8Array>,
  { onError, cutOff }: { onError(error: unknown): void; cutOff(): void },
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          onError(error);
          cutOff();
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Nothing is read ahead: the source has a buffer of its own.
    { highWaterMark: 0 },
  );
}
