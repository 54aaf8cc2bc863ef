/** A wait that somebody can cut short. */
export type CuttablePause = {
  /** Resolves after the time, or as soon as it is cut. One at a time. */
  wait(ms: number): Promise<void>;
  /** Ends the wait there is; does nothing to later ones. */
  cut(): void;
};

/** One that nobody waits for yet. */
export function createCuttablePause(): CuttablePause {
  let end = (): void => undefined;
  return {
    wait(ms) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, ms);
      end = () => {
        clearTimeout(timer);
        resolve();
      };
      return promise;
    },
    cut: () => end(),
  };
}
