import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { Database } from '../../src/shared/database/database';
import { sql } from '../../src/shared/database/sql';
import { newId } from '../../src/shared/kernel/ids';
import { Access } from '../../src/shared/web/access';
import { Actor, CurrentActor } from '../../src/shared/web/actor';
import { RuleViolation } from '../../src/shared/kernel/rule-violation';
import { SitesModule } from '../../src/sites/sites.module';
import { SchoolsQueries } from '../../src/sites/schools.queries';
import { Setting } from '../../src/shared/web/request-records.entity';

/** Handlers with one mistake each; the walk must notice every one. */
@Controller()
class PlantedController {
  constructor(
    private readonly database: Database,
    private readonly schools: SchoolsQueries,
  ) {}

  @Get('planted/undeclared')
  undeclared(): string {
    return 'open';
  }

  @Access('public', { token: false })
  @Post('planted/tokenless')
  tokenless(): never {
    throw new RuleViolation('form', '表单里有不认识的内容');
  }

  @Access('account')
  @Get('planted/comets/:cometId')
  unknown(): string {
    return 'a record that the walk has never heard of';
  }

  /** The right anywhere, but not at this school. */
  @Access('desk.view')
  @Get('schools/:schoolId/desk/planted/unscoped')
  async unscoped(@Param('schoolId') schoolId: string): Promise<string> {
    await this.schools.show(schoolId);
    return 'open';
  }

  /** The school is checked, the class behind it is not. */
  @Access('desk.view')
  @Get('schools/:schoolId/desk/classes/:classId/planted')
  async crossed(
    @Param() at: { schoolId: string; classId: string },
    @CurrentActor() actor: Actor,
  ): Promise<string> {
    await this.schools.forDesk(actor, 'desk.view', at.schoolId);
    const found = await this.database.one<{ title: string }>(
      sql`SELECT title FROM night_class WHERE id = ${at.classId}`,
    );
    return found?.title ?? 'none';
  }

  @Access('account')
  @Get('planted/learners')
  async learners(): Promise<string> {
    const rows = await this.database.query<{ name: string }>(sql`SELECT name FROM profile`);
    return rows.map((row) => row.name).join();
  }

  @Access('public')
  @Get('planted/counter')
  async counter(): Promise<string> {
    await this.database.write((tx) => tx.insert(Setting, { name: newId(), value: '' }));
    return 'counted';
  }

  @Access('center.view')
  @Post('center/planted')
  async greedy(@Body() body: object): Promise<string> {
    const value = JSON.stringify(body);
    await this.database.write((tx) => tx.insert(Setting, { name: newId(), value }));
    return 'taken';
  }
}

@Module({ imports: [SitesModule], controllers: [PlantedController] })
export class PlantedModule {}
