import { chromium } from '@playwright/test';
import { readFileSync, existsSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
const origin = 'http://localhost:18431';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'] });
const state = '/tmp/packs-look/state.json';
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN', ...(existsSync(state) ? { storageState: state } : {}) });
const page = await context.newPage();
page.on('pageerror', (e) => console.log('PAGE ERROR', String(e).slice(0, 400)));
page.on('console', (m) => m.type() === 'error' && console.log('CONSOLE', m.text().slice(0, 300)));
const ask = async (stream: string, command: object) => {
  const r = await context.request.post(`${origin}/api/${stream}/commands`, { data: { id: randomUUID(), command }, headers: { origin } });
  const t = await r.text(); if (!t.includes('seq')) console.log(stream, r.status(), t.slice(0, 200)); return t;
};
if (!existsSync(state)) {
  const link = /http\S+invitation\/(\S+)/.exec(readFileSync('/tmp/packs-look/log', 'utf8'))![1];
  const r = await context.request.post(`${origin}/api/invitation`, { data: { token: link, login: 'admin-1', password: 'correct horse battery', name: '王管理' }, headers: { origin } });
  console.log(r.status(), (await r.text()).slice(0, 200));
  await context.storageState({ path: state });
  for (const [id, name, short] of [['housing', '区住房和城乡建设局', '住建局'], ['transport', '区交通运输局', '交通局'], ['education', '区教育体育局', '教体局']]) await ask(`departments/${id}`, { type: 'establish', name, shortName: short });
  for (const [id, name, roles] of [['u-li', '李督办', ['supervisor']], ['u-zhao', '赵督办', ['supervisor']], ['u-qian', '钱委员', ['member']], ['u-sun', '孙委员', ['member']]] as const) await ask(`people/${id}`, { type: 'register', name, roles, department: null });
  await ask('areas/east', { type: 'establish', name: '城东片区', supervisors: ['u-li'], places: ['东园社区', '河西村', '南门社区'] });
  await ask('areas/west', { type: 'establish', name: '城西片区' });
  await ask('areas/east', { type: 'assign', supervisors: ['u-li', 'u-zhao'] });
  await ask('committees/urban', { type: 'establish', name: '城乡建设委员会', members: ['u-qian', 'u-sun'], departments: ['housing', 'transport'] });
}
const sizes = [[1280, 800], [390, 844]] as const;
const shot = async (name: string) => {
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(250);
    await page.screenshot({ path: `/tmp/packs-look/${name}-${width}.png`, fullPage: true, animations: 'disabled' });
    const w = await page.evaluate(() => document.documentElement.scrollWidth);
    if (w > width) console.log('WIDE', name, width, w);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
};
const only = process.argv[2];
if (!only || only === 'people') {
  await page.goto(`${origin}/people`, { waitUntil: 'networkidle' });
  await page.getByRole('tab', { name: /片区/ }).click(); await shot('areas');
  await page.getByRole('button', { name: '经过' }).first().click(); await page.waitForTimeout(800); await shot('areas-history');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '修改' }).first().click(); await page.waitForTimeout(500); await shot('areas-sheet');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: /专委会/ }).click(); await shot('committees');
  await page.getByRole('button', { name: '修改' }).first().click(); await page.waitForTimeout(500); await shot('committees-sheet');
  await page.keyboard.press('Escape');
}
if (!only || only === 'rules') {
  await page.goto(`${origin}/rules`, { waitUntil: 'networkidle' });
  await shot('rules-now');
  await page.getByRole('tab', { name: '工作日历' }).click(); await shot('rules-calendar');
  await page.getByRole('tab', { name: '历次版本' }).click(); await shot('rules-versions');
  await page.getByRole('tab', { name: '提出修改' }).click();
  const box = page.getByLabel('或把内容粘贴在这里');
  await box.fill('{"name": 3'); await shot('rules-not-json');
  const own = JSON.parse(readFileSync('/work/main/shared/packs/default.json', 'utf8'));
  await box.fill(JSON.stringify({ ...own, numberring: 'x', item: { ...own.item, claimWithin: 'soon', returnWithin: 2 } })); await shot('rules-problems');
  const years = JSON.parse(readFileSync('/work/main/shared/core/calendars/cn.json', 'utf8')).years;
  const next = Number(/第 (\d+) 版/.exec(await page.locator('main, body').first().innerText())![1]) + 1;
  const changed = { ...own, version: next, calendar: { ...years, '2027': { off: ['01-01', '02-05', '02-08', '02-09'], worked: ['02-07'], source: '假设的通知（仅为演示）' } }, item: { ...own.item, claimWithin: 4 + (next % 2), yellowBefore: 5, lookBack: [60, 180, 365], ladder: own.item.ladder?.slice(0, 3) ?? [], returnReasons: { ...own.item.returnReasons, season: { zh: '须等农闲', en: 'Harvest' } } } };
  await box.fill(JSON.stringify(changed)); await page.waitForTimeout(1500); await shot('rules-propose');
  await page.getByLabel('修改理由').fill('领单时间太紧，部门多次反映');
  await page.getByRole('button', { name: '采用新规则' }).click(); await shot('rules-ask');
  await page.getByRole('dialog').getByRole('button', { name: '采用新规则' }).click();
  await page.waitForTimeout(1000);
  await page.getByRole('tab', { name: '历次版本' }).click(); await page.locator('main summary, [role=tabpanel] summary').first().click(); await page.waitForTimeout(300); await shot('rules-versions-after');
  await page.getByRole('button', { name: '恢复这一版' }).last().click();
  await page.getByRole('dialog').getByRole('button', { name: '恢复这一版' }).click(); await page.waitForTimeout(1000); await shot('rules-restored');
}
await browser.close();
