import { Controller, Get, Param, Res } from '@nestjs/common';
import { DeskRosters } from '../../desk/desk-rosters.service';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { page, Page } from '../../shared/web/page';
import type { WebReply } from '../../shared/web/web-request';
import { schoolDesk } from '../../sites/desk-frame';
import { RegisterQueries } from '../register.queries';
import { registerTable } from '../register.rules';
import { registerPage } from './register.page';
import { registerWorkbook } from './register.workbook';

interface At {
  schoolId: string;
  classId: string;
}

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** 考勤表 of a class: who came to which evening, on the screen and as a workbook. */
@Controller('schools/:schoolId/desk/classes/:classId')
@Access('desk.view')
export class RegisterController {
  constructor(
    private readonly desk: DeskRosters,
    private readonly registers: RegisterQueries,
    private readonly clock: Clock,
  ) {}

  @Get('attendance')
  async show(@Param() at: At, @CurrentActor() actor: Actor): Promise<Page> {
    const { school, found } = await this.desk.classAt(actor, 'desk.view', at);
    const table = registerTable(await this.registers.ofClass(found.id), this.clock.now());
    const mayExport = mayAt(actor, 'enrollment.desk', school.sitePath);
    const model = registerPage(school, found, table, mayExport);
    const title = `考勤表，${found.title}`;
    return page('attendance/register', model, {
      ...{ title, layout: 'desk', desk: schoolDesk(school, 'classes') },
    });
  }

  /** Names in full and the end of the phone, as on the printed sheet. */
  @Access('enrollment.desk')
  @Get('roster.xlsx')
  async file(
    @Param() at: At,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: WebReply,
  ): Promise<Buffer> {
    const { school, found } = await this.desk.classAt(actor, 'enrollment.desk', at);
    const table = registerTable(await this.registers.ofClass(found.id), this.clock.now());
    const detail = { people: table.rows.length, file: 'xlsx' };
    await this.desk.recordLook('roster.export', actor, school, found.id, detail);
    const name = encodeURIComponent(`${found.title} 考勤.xlsx`);
    void reply
      .header('content-type', WORKBOOK)
      .header('cache-control', 'no-store')
      .header(
        'content-disposition',
        `attachment; filename="roster.xlsx"; filename*=UTF-8''${name}`,
      );
    return registerWorkbook(table);
  }
}
