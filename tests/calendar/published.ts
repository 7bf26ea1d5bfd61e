/**
 * The holiday notices of the General Office of the State Council as they are worded: ranges of days off, and weekend days that are
 * worked. Copied from the notices apart from the pack, so that a slip in one shows against the other.
 */
export interface Notice {
  readonly number: string;
  /** First and last day off of each holiday, in the order of the notice. */
  readonly off: readonly (readonly [string, string])[];
  readonly worked: readonly string[];
  /** How many days each holiday has, as the notice says in words (共 n 天). */
  readonly days: readonly number[];
  /** 365 or 366 less the weekend days and the days off by law (11 a year, 13 since 2025). */
  readonly workingDays: number;
}

export const notices: Readonly<Record<string, Notice>> = {
  '2023': {
    number: '国办发明电〔2022〕16号',
    off: [
      ['2022-12-31', '2023-01-02'],
      ['2023-01-21', '2023-01-27'],
      ['2023-04-05', '2023-04-05'],
      ['2023-04-29', '2023-05-03'],
      ['2023-06-22', '2023-06-24'],
      ['2023-09-29', '2023-10-06'],
    ],
    days: [3, 7, 1, 5, 3, 8],
    worked: ['2023-01-28', '2023-01-29', '2023-04-23', '2023-05-06', '2023-06-25', '2023-10-07', '2023-10-08'],
    workingDays: 365 - 105 - 11,
  },
  '2024': {
    number: '国办发明电〔2023〕7号',
    off: [
      ['2024-01-01', '2024-01-01'],
      ['2024-02-10', '2024-02-17'],
      ['2024-04-04', '2024-04-06'],
      ['2024-05-01', '2024-05-05'],
      ['2024-06-10', '2024-06-10'],
      ['2024-09-15', '2024-09-17'],
      ['2024-10-01', '2024-10-07'],
    ],
    days: [1, 8, 3, 5, 1, 3, 7],
    worked: ['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12'],
    workingDays: 366 - 104 - 11,
  },
  '2025': {
    number: '国办发明电〔2024〕12号',
    off: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ],
    days: [1, 8, 3, 5, 3, 8],
    worked: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
    workingDays: 365 - 104 - 13,
  },
  '2026': {
    number: '国办发明电〔2025〕7号',
    off: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    days: [3, 9, 3, 5, 3, 3, 7],
    worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    workingDays: 365 - 104 - 13,
  },
};
