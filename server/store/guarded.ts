type Calls = Readonly<Record<string, (...given: never[]) => Promise<unknown>>>;

/** The same calls, whose errors pass through `understood`: what the database says becomes what the contract says. */
export const guarded = <T extends object>(calls: T, understood: (error: unknown) => unknown): T => {
  const wrap =
    (call: Calls[string]) =>
    async (...given: never[]) => {
      try {
        return await call(...given);
      } catch (error) {
        throw understood(error);
      }
    };
  return Object.fromEntries(Object.entries(calls as unknown as Calls).map(([name, call]) => [name, wrap(call)])) as T;
};
