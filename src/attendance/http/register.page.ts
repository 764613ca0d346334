import { deskPaths } from '../../desk/desk.paths';
import { maskName } from '../../identity/person';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import type { SchoolRow } from '../../sites/schools.queries';
import { Mark, markNames, RegisterTable } from '../register.rules';

/** `attendance/register` */
export const registerPage = (
  school: SchoolRow,
  found: { id: string; title: string },
  { heads, rows }: RegisterTable,
  mayExport: boolean,
) => ({
  title: found.title,
  backHref: schedulingPaths.roster(school.id, found.id),
  fileHref: mayExport ? deskPaths.registerFile(school.id, found.id) : '',
  heads,
  rows: rows.map((row, i) => ({
    number: i + 1,
    name: maskName(row.name),
    phoneTail: row.phone.slice(-4),
    marks: row.marks.map((mark, at) => ({ head: heads[at]!.number, text: markText(mark) })),
    came: `${row.came} / ${row.held}`,
  })),
});

const markText = (mark: Mark): string => (mark ? markNames[mark] : '');
