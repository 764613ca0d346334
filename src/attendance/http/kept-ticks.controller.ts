import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { bind, Form } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { Ids } from '../../shared/web/fields';
import { SchoolsQueries } from '../../sites/schools.queries';
import { Sent, SentForm } from '../../sites/submission';
import type { Tick } from '../attendance.rules';
import { Noted, notedStates } from '../attendance.states';
import { DoorQueries } from '../door.queries';
import { NotNoted, Ticks } from '../ticks.service';
import { maskedPerson } from './door.page';

/** A phone sends its queue in parts of at most this many. */
const MOST_TICKS = 100;
/** Person, mark and the phone's moment in milliseconds, in one word. */
const TICK = new RegExp(`^([\\w-]{1,36})_(${notedStates.join('|')})_(\\d{12,14})$`);

class KeptTicksForm {
  @Ids({ label: '签到', most: MOST_TICKS }) ticks!: string[];
}

/** What the door's script could not send while the phone had no network. */
@Controller('schools/:schoolId/desk/sessions/:sessionId/kept-ticks')
@Access('enrollment.desk')
export class KeptTicksController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly doors: DoorQueries,
    private readonly ticks: Ticks,
  ) {}

  /** Every tick that was sent is settled by the answer: noted, or named with the reason why not. */
  @Post()
  @HttpCode(200)
  async create(
    @Param() at: { schoolId: string; sessionId: string },
    @SentForm() { actor, body }: Sent,
  ): Promise<{ notNoted: { who: string; why: string }[] }> {
    const school = await this.schools.forDesk(actor, 'enrollment.desk', at.schoolId);
    const evening = await this.doors.evening(school.id, at.sessionId);
    if (!evening) throw new NotFound();
    const ticks = ticksOf(bind(KeptTicksForm, body));
    const left = await this.ticks.noteKept(evening.sessionId, ticks, actor.accountId);
    return { notNoted: left.map(lineOf) };
  }
}

/** @throws RuleViolation for what no page of ours sends */
function ticksOf(form: Form<KeptTicksForm>): Tick[] {
  const read = form.require().value.ticks.map((word) => TICK.exec(word));
  if (read.some((found) => !found)) form.fail('ticks', '有看不懂的签到，请刷新页面').require();
  return read.map((found) => ({
    enrollmentId: found![1]!,
    state: found![2] as Noted,
    at: new Date(Number(found![3])),
  }));
}

function lineOf({ person, why }: NotNoted): { who: string; why: string } {
  if (!person) return { who: '', why };
  const { name, phoneTail } = maskedPerson(person);
  return { who: `${name}，尾号 ${phoneTail}`, why };
}
