import { QueryRunner, Table, TableColumnOptions, TableOptions } from 'typeorm';

type More = Partial<TableColumnOptions>;

/** Table columns for migrations, written once for both databases; the twin of `columns.ts`. */
export function columnsFor(q: QueryRunner) {
  const pg = q.connection.options.type === 'postgres';
  return {
    id: { name: 'id', type: 'varchar', length: '36', isPrimary: true } as TableColumnOptions,
    ref: (name: string, more: More = {}): TableColumnOptions => ({
      name,
      type: 'varchar',
      length: '36',
      ...more,
    }),
    text: (name: string, length: number, more: More = {}): TableColumnOptions => ({
      name,
      type: 'varchar',
      length: String(length),
      ...more,
    }),
    long: (name: string, more: More = {}): TableColumnOptions => ({ name, type: 'text', ...more }),
    int: (name: string, more: More = {}): TableColumnOptions => ({
      name,
      type: 'integer',
      ...more,
    }),
    bool: (name: string, value = false): TableColumnOptions => ({
      name,
      type: 'boolean',
      default: pg ? String(value) : value ? '1' : '0',
    }),
    instant: (name: string, more: More = {}): TableColumnOptions => ({
      name,
      type: pg ? 'timestamptz' : 'datetime',
      ...more,
    }),
  };
}

export const nullable = { isNullable: true } as const;

export const createTable = (q: QueryRunner, options: TableOptions): Promise<void> =>
  q.createTable(new Table(options));

/** A foreign key that refuses to lose its target; nothing in this schema cascades. */
export const foreignKey = (name: string, column: string, table: string, target = 'id') => ({
  name,
  columnNames: [column],
  referencedTableName: table,
  referencedColumnNames: [target],
  onDelete: 'RESTRICT',
});

export const oneOf = (column: string, values: readonly string[]): string =>
  `"${column}" IN (${values.map((value) => `'${value}'`).join(', ')})`;
