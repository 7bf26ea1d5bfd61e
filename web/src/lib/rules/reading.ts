import { readRules, type ReadRules } from '#shared/core/rule-problems.ts';

/** What somebody pasted or chose, read as a pack; null = no JSON at all. */
export const packIn = (text: string): ReadRules | null => {
  try {
    return readRules(JSON.parse(text));
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
};
