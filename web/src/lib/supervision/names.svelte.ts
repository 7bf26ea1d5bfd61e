import type { AreaRow } from '#shared/areas/read-model.ts';
import type { PersonRow } from '#shared/people/read-model.ts';
import type { RowPage } from '#shared/core/wire.ts';
import { getJson } from '#web/lib/live/http.ts';
import { rowsPath } from '#web/lib/live/watch.svelte.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}
type Line<Row> = { readonly id: string; readonly row: Row };

const all = async <Row>(model: string): Promise<readonly Line<Row>[]> => {
  const lines: Line<Row>[] = [];
  let after: string | null = null;
  do {
    const page: RowPage | null = await getJson<RowPage>(rowsPath({ model, limit: 200 }, after));
    lines.push(...((page?.rows ?? []) as unknown as readonly Line<Row>[]));
    after = page?.next ?? null;
  } while (after !== null && lines.length < 2_000);
  return lines;
};

/** Names of people and areas, for whoever holds an office; read once when a screen first needs them. */
export class Directory {
  people: readonly Option[] = $state.raw([]);
  areas: readonly Option[] = $state.raw([]);
  #asked = false;

  async read(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    const [people, areas] = await Promise.all([all<PersonRow>('people'), all<AreaRow>('areas')]);
    this.people = people.filter(({ row }) => !row.disabled && row.name !== '').map(({ id, row }) => ({ value: id, label: row.name }));
    this.areas = areas.filter(({ row }) => !row.retired).map(({ id, row }) => ({ value: id, label: row.name }));
  }

  /** What is unknown keeps its id. */
  person(id: string): string {
    return this.people.find(({ value }) => value === id)?.label ?? id;
  }

  area(id: string): string {
    return this.areas.find(({ value }) => value === id)?.label ?? id;
  }
}
