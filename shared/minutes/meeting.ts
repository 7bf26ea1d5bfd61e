/** What the head of the minutes tells of the meeting. It is looked up each time it is read, for names may be hidden or erased. */
export interface Meeting {
  readonly title: string;
  readonly number: { readonly year: number; readonly number: number } | null;
  readonly place: string;
  readonly startsAt: number;
  /** Milliseconds since 1970; null while it was not. */
  readonly openedAt: number | null;
  readonly closedAt: number | null;
  readonly topics: readonly string[];
  /** Titles in their order. */
  readonly agenda: readonly string[];
  /** Everybody who ever sat there. */
  readonly people: Readonly<Record<string, Attendant>>;
}

export interface Attendant {
  /** null = not for this viewer, or erased. */
  readonly name: string | null;
  readonly roles: readonly string[];
  readonly department: string | null;
}

export const isMeeting = (told: unknown): told is Meeting =>
  typeof told === 'object' && told !== null && 'people' in told && 'agenda' in told;
