/** Ledgers brought in: the file first, then what its headings mean, then looked through or kept as long work that can be watched and stopped. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { nothingCounted, takenIn, type LedgerIntake, type LedgerJob, type LedgerRule } from '#shared/core/ledger.ts';
import { CutOff } from '../exports/ledger-intake.ts';
import { ledgerOf } from '../exports/ledgers.ts';
import { flawedSheet } from '../exports/flawed.ts';
import { sampleOf } from '../exports/samples.ts';
import { NotReadable } from '../exports/xlsx-reader.ts';
import { xlsxOf, xlsxType } from '../exports/xlsx-writer.ts';
import { notFor, read } from './answers.ts';
import { send, type Gate } from './gate.ts';
import { fileName } from './ledgers.ts';
import { workOn } from './ledger-work.ts';
import { Limiter } from './limiter.ts';

type Path = { Params: { kind: string; name: string } };
type JobPath = { Params: { id: string } };

/** Of one file, in bytes: 200,000 lines. */
const largest = 30 * 1024 * 1024;
const perViewer = { burst: 30, each: 10_000 };

const working = v.object({
  keep: v.boolean(),
  mapping: v.record(v.pipe(v.string(), v.maxLength(64)), v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(400))),
});
const named = v.object({ file: v.optional(v.pipe(v.string(), v.maxLength(200, 'long')), '') });
const spoken = v.object({ language: v.optional(v.picklist(['zh', 'en']), 'zh') });

type Taken = LedgerRule & { readonly intake: LedgerIntake };
const ruleOf = ({ means }: Gate, kind: string, name: string): Taken | null => {
  const rule = ledgerOf(means.kinds, kind, name);
  return rule?.intake ? { ...rule, intake: rule.intake } : null;
};

/** Apart from the other routes: its body is a file. */
export const ledgerFileRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { means, viewers } = gate;
  const asked = new Limiter(perViewer, means.clock.now);
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largest }, (_request, body, done) => done(null, body));

  fastify.post<Path>('/api/ledgers/:kind/:name/files', { bodyLimit: largest }, async (request, reply) => {
    const { kind, name } = request.params;
    const rule = ruleOf(gate, kind, name);
    if (!rule) return send(reply, { refused: 'not-found' });
    const viewer = await viewers.actor(request.headers.cookie);
    if (!rule.intake.may(viewer)) return send(reply, notFor(viewer));
    if (!asked.take(viewer.id)) return send(reply, { refused: 'too-many', details: { seconds: asked.wait(viewer.id) } });
    const query = read(named, request.query);
    if ('malformed' in query) return send(reply, query);
    const input = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    try {
      const { sample, of } = await sampleOf(input, rule);
      const id = randomBytes(16).toString('hex');
      const madeAt = means.clock.now();
      const job: LedgerJob = {
        ...{ id, kind, name, file: query.value.file, stage: 'given', keep: false, mapping: sample.guess, at: 0, of },
        ...{ count: nothingCounted, flaws: [], news: [], sample, madeAt, reference: '' },
      };
      await means.store.putJob({ id, person: viewer.id, madeAt, told: job }, input);
      return await reply.code(201).send(job);
    } catch (cause) {
      if (cause instanceof NotReadable) return send(reply, { refused: 'file-type' });
      throw cause;
    }
  });
};

/** From the first line on, as the person who asks. False = it is under way already. */
const begin = (gate: Gate, job: LedgerJob, rule: Taken, cookie: string | undefined): Promise<boolean> => {
  const { means, viewers, jobs } = gate;
  const fresh: LedgerJob = { ...job, at: 0, count: nothingCounted, flaws: [], news: [], reference: '' };
  return jobs.begin(fresh, async (now, { signal, say }) => {
    const input = await means.store.jobInput(job.id);
    if (!input) return 'cut';
    try {
      await workOn({ gate, job: now, rule, input, signal, say, who: () => viewers.actor(cookie) });
    } catch (cause) {
      if (cause instanceof CutOff) return 'cut';
      throw cause;
    }
    return undefined;
  });
};

export const jobRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { means, viewers, jobs } = gate;

  fastify.get('/api/jobs', async (request, reply) => {
    const viewer = await viewers.actor(request.headers.cookie);
    return viewer.id === '' ? send(reply, notFor(viewer)) : { jobs: await jobs.allOf(viewer.id) };
  });

  const own = async (request: FastifyRequest<JobPath>) => {
    const viewer = await viewers.actor(request.headers.cookie);
    const job = viewer.id === '' ? null : await jobs.of(request.params.id, viewer.id);
    return { viewer, job };
  };

  fastify.get<JobPath>('/api/jobs/:id', async (request, reply) => (await own(request)).job ?? send(reply, { refused: 'not-found' }));

  fastify.delete<JobPath>('/api/jobs/:id', async (request, reply) => {
    const { job } = await own(request);
    if (!job) return send(reply, { refused: 'not-found' });
    await jobs.stop(job.id);
    return {};
  });

  fastify.post<JobPath>('/api/jobs/:id/work', async (request, reply) => {
    const { job } = await own(request);
    const rule = job && ruleOf(gate, job.kind, job.name);
    if (!job || !rule) return send(reply, { refused: 'not-found' });
    const body = read(working, request.body);
    if ('malformed' in body) return send(reply, body);
    const { keep, mapping } = body.value;
    const columns = new Set(takenIn(rule).map(({ key }) => key));
    const wrong = Object.entries(mapping).find(([key, at]) => !columns.has(key) || at >= job.sample.headings.length);
    if (wrong) return send(reply, { malformed: 'column', at: `mapping.${wrong[0]}` });
    const begun = await begin(gate, { ...job, keep, mapping }, rule, request.headers.cookie);
    return begun ? reply.code(202).send({ id: job.id }) : send(reply, { refused: 'under-way' });
  });

  fastify.get<JobPath>('/api/jobs/:id/flaws.xlsx', async (request, reply) => {
    const { job } = await own(request);
    const rule = job && ruleOf(gate, job.kind, job.name);
    const input = job && (await means.store.jobInput(job.id));
    const query = read(spoken, request.query);
    if ('malformed' in query) return send(reply, query);
    if (!job || !rule || !input) return send(reply, { refused: 'not-found' });
    const { language } = query.value;
    const sheet = flawedSheet(input, job, rule, language);
    return reply
      .header('content-disposition', `attachment; filename="ledger.xlsx"; filename*=UTF-8''${fileName(`${rule.title[language]}.xlsx`)}`)
      .type(xlsxType)
      .send(xlsxOf(sheet));
  });
};
