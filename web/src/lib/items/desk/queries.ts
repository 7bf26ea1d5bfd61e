import type { RowQuery } from '#shared/core/wire.ts';

/**
 * What a desk asks for: everything of the department, most urgent first, and beside it what must never be missing from its pile however
 * much lies on the desk.
 */
export const deskQueries = (department: string): readonly RowQuery[] => [
  { model: 'desk', index: 'department', value: department, limit: 200 },
  { model: 'desk', index: 'leadStage', value: `${department}|issued`, limit: 200 },
  { model: 'desk', index: 'toSign', value: department, limit: 200 },
  { model: 'desk', index: 'toAnswer', value: department, limit: 200 },
  { model: 'desk', index: 'opinion', value: department, limit: 200 },
];
