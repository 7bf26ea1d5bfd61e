import type { Model, Row } from '../core/kind.ts';
import type { State } from './state.ts';

export type DepartmentRow = { readonly name: string; readonly shortName: string; readonly retired: boolean };

const read = (row: Row): DepartmentRow => row as DepartmentRow;

export const departments: Model<State> = {
  row(state): DepartmentRow | null {
    if (state.stage === 'unknown') return null;
    return { name: state.name, shortName: state.shortName, retired: state.stage === 'retired' };
  },
  sort: () => 0,
  indexes: { stage: (row) => (read(row).retired ? 'retired' : 'established') },
  text: (row) => `${read(row).name} ${read(row).shortName}`,
  /** Offices are public. */
  sees: (row) => row,
  open: {
    title: { zh: '部门', en: 'Departments' },
    about: { zh: '主办和会办的部门。', en: 'Departments that lead and cooperate.' },
    columns: [
      {
        key: 'id',
        type: 'text',
        title: { zh: '标识', en: 'Id' },
        about: { zh: '其他数据集用它指部门', en: 'Other data sets name departments by it' },
      },
      { key: 'name', type: 'text', title: { zh: '名称', en: 'Name' }, about: { zh: '名称', en: 'Name' } },
      {
        key: 'state',
        type: 'text',
        title: { zh: '状态', en: 'State' },
        about: { zh: '状态', en: 'State' },
        values: ['established', 'retired'],
      },
    ],
    values: (id, row) => ({ id, name: read(row).name, state: read(row).retired ? 'retired' : 'established' }),
  },
};
