/**
 * What @hocuspocus/extension-sqlite uses of better-sqlite3, on top of node:sqlite, so that the extension's own code runs where the native
 * module has no binary. Both are the same SQLite in the same process, and both begin with a rollback journal and `synchronous = full`.
 */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

type Named = Record<string, SQLInputValue>;

export default class Database {
  readonly #db: DatabaseSync;

  constructor(file: string) {
    this.#db = new DatabaseSync(file);
  }

  exec(sql: string): void {
    this.#db.exec(sql);
  }

  prepare(sql: string) {
    const statement = this.#db.prepare(sql);
    return { get: (values: Named) => statement.get(values), run: (values: Named) => statement.run(values) };
  }
}
