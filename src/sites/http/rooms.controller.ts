import { Controller, Get, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { invalid, page, Page, PageOptions, Redirect } from '../../shared/web/page';
import { schoolDesk } from '../desk-frame';
import { RoomRow, RoomsQueries } from '../rooms.queries';
import { RoomsService } from '../rooms.service';
import { SchoolRow, SchoolsQueries } from '../schools.queries';
import { roomPaths } from '../sites.paths';
import { Sent, SentForm, Submission } from '../submission';
import { RoomForm, roomInput } from './room.form';
import { roomForm, roomsIndex } from './rooms.page';

const options = (school: SchoolRow, title: string): PageOptions => ({
  title,
  layout: 'desk',
  desk: schoolDesk(school, 'rooms'),
});

/** A school's rooms, kept by its staff. */
@Controller('schools/:schoolId/desk/rooms')
@Access('room.manage')
export class RoomsController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly rooms: RoomsQueries,
    private readonly service: RoomsService,
    private readonly submission: Submission,
  ) {}

  @Get()
  @Access('desk.view')
  async index(@Param('schoolId') schoolId: string, @CurrentActor() actor: Actor): Promise<Page> {
    const school = await this.schools.forDesk(actor, 'desk.view', schoolId);
    const mayManage = mayAt(actor, 'room.manage', school.sitePath);
    const model = roomsIndex(school, await this.rooms.ofSchool(school.id), mayManage);
    return page('sites/rooms', model, options(school, '教室'));
  }

  @Get('new')
  async new(@Param('schoolId') schoolId: string, @CurrentActor() actor: Actor): Promise<Page> {
    const school = await this.schools.forDesk(actor, 'room.manage', schoolId);
    const model = roomForm(emptyForm(RoomForm), school, null);
    return page('sites/room-form', model, options(school, '添加教室'));
  }

  @Post()
  async create(
    @Param('schoolId') schoolId: string,
    @SentForm() sent: Sent,
  ): Promise<Page | Redirect> {
    const school = await this.schools.forDesk(sent.actor, 'room.manage', schoolId);
    const form = bind(RoomForm, sent.body);
    const done = await this.submission.run(sent, form, '已添加教室', async (values) => {
      await this.service.create(sent.actor, school, { ...values });
      return roomPaths.index({ schoolId });
    });
    return done ?? this.again(form, school, null);
  }

  @Get(':roomId/edit')
  async edit(
    @Param('schoolId') schoolId: string,
    @Param('roomId') roomId: string,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const { school, room } = await this.load(actor, schoolId, roomId);
    const model = roomForm(emptyForm(RoomForm, roomInput(room)), school, room);
    return page('sites/room-form', model, options(school, '修改教室'));
  }

  @Post(':roomId')
  async update(
    @Param('schoolId') schoolId: string,
    @Param('roomId') roomId: string,
    @SentForm() sent: Sent,
  ): Promise<Page | Redirect> {
    const { school, room } = await this.load(sent.actor, schoolId, roomId);
    const form = bind(RoomForm, sent.body);
    const done = await this.submission.run(sent, form, '已保存教室', async (values) => {
      await this.service.update(sent.actor, school, room.id, { ...values });
      return roomPaths.index({ schoolId });
    });
    return done ?? this.again(form, school, room);
  }

  private again(form: Form<RoomForm>, school: SchoolRow, room: RoomRow | null): Page {
    const title = room ? '修改教室' : '添加教室';
    return invalid('sites/room-form', roomForm(form, school, room), options(school, title));
  }

  private async load(actor: Actor, schoolId: string, roomId: string) {
    const school = await this.schools.forDesk(actor, 'room.manage', schoolId);
    const room = await this.rooms.find(school.id, roomId);
    if (!room) throw new NotFound();
    return { school, room };
  }
}
