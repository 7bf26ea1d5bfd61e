/** Refused with a reason, mended, compared, signed on each party's own device, handed over, and corrected afterwards. */
import { expect } from '@playwright/test';
import { department, inDays, type Writers } from '../company.ts';
import * as recorder from '../steps/recorder.ts';
import * as signing from '../steps/signing.ts';
import * as table from '../steps/table.ts';
import { texts } from './writing.ts';

export const signed = {
  refusal: '完成标准要写清楚怎么验收。',
  criterion: '六个门洞全部点亮，夜里抽查三次无一损坏。',
  reason: '灯具到货晚了两周，经各方同意顺延。',
} as const;

const responsibilities = '责任落实清单';

/** Every suggestion needs its words before anything can be sent. */
const complete = async ({ host }: Writers): Promise<void> => {
  const list = '协商建议清单';
  await recorder.turnToList(host, list);
  for (const text of [texts.drainsStay, texts.drainsMove, texts.offline, texts.closed]) {
    const field = recorder.cell(await table.rowSaying(host, list, text), '建议内容');
    await field.fill('请有关部门现场查看后答复。');
  }
};

export const refusedAndCompared = async (people: Writers): Promise<void> => {
  const { host, officer, recorder: desk, look } = people;
  await complete(people);
  await recorder.expectKept(host);
  await recorder.propose(host);
  await signing.expectVersion(officer, 1);
  await signing.refuse(officer, signed.refusal);
  await expect(desk.getByText(`${department.short}没有签认：${signed.refusal}`)).toBeVisible();
  await recorder.turnToList(desk, responsibilities);
  await recorder.cell(recorder.row(desk, responsibilities, 1), '完成标准').fill(signed.criterion);
  await recorder.expectKept(desk);
  await recorder.propose(desk);
  await signing.expectVersion(officer, 2);
  const differences = await signing.compareWith(officer, 1, 1);
  await expect(differences).toContainText('完成标准');
  await expect(differences.locator('ins').first()).toBeVisible();
  await look(officer, 'documents-compared');
};

export const signedAndAmended = async (people: Writers): Promise<void> => {
  const { host, officer, look } = people;
  await recorder.signOff(officer, department.short);
  await recorder.signOff(host, '主持人');
  await look(host, 'documents-signed');
  await recorder.issue(host);
  await signing.amendDue(host, inDays(54), signed.reason, () => look(host, 'documents-amend', { whole: false }));
  const records = signing.amendments(officer);
  await expect(records).toContainText(signed.reason);
  await expect(records.locator('del')).toBeVisible();
  await expect(records.locator('ins')).toBeVisible();
  await look(officer, 'documents-amended');
};
