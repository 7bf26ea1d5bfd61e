/** Where phones reach us: as configured, or else as this browser does; `localhost` is nobody's phone. */
export const reachable = (origin: string, here: string): string => (/^https?:\/\/(?:localhost|127\.)/u.test(origin) ? here : origin);
