import { Controller, Get, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { pressed } from '../../shared/web/bind';
import { Conflict, NotFound } from '../../shared/web/errors';
import { page, Page, Redirect } from '../../shared/web/page';
import { schoolDesk } from '../desk-frame';
import { RoomsQueries } from '../rooms.queries';
import { RoomsService } from '../rooms.service';
import { SchoolsQueries } from '../schools.queries';
import { roomPaths } from '../sites.paths';
import { Sent, SentForm, Submission } from '../submission';
import { roomClosure } from './rooms.page';

/** Closing a room to new classes, and opening it again. */
@Controller('schools/:schoolId/desk/rooms/:roomId')
@Access('room.manage')
export class RoomClosuresController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly rooms: RoomsQueries,
    private readonly service: RoomsService,
    private readonly submission: Submission,
  ) {}

  @Get('closure')
  async confirm(
    @Param('schoolId') schoolId: string,
    @Param('roomId') roomId: string,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const { school, room } = await this.load(actor, schoolId, roomId);
    return page('sites/room-closure', roomClosure(school, room), {
      title: '停用教室',
      layout: 'desk',
      desk: schoolDesk(school, 'rooms'),
    });
  }

  @Post('closure')
  close(
    @Param('schoolId') schoolId: string,
    @Param('roomId') roomId: string,
    @SentForm() sent: Sent,
  ): Promise<Redirect> {
    return this.set(sent, schoolId, roomId, false);
  }

  @Post('opening')
  open(
    @Param('schoolId') schoolId: string,
    @Param('roomId') roomId: string,
    @SentForm() sent: Sent,
  ): Promise<Redirect> {
    return this.set(sent, schoolId, roomId, true);
  }

  private async set(
    sent: Sent,
    schoolId: string,
    roomId: string,
    open: boolean,
  ): Promise<Redirect> {
    const { school, room } = await this.load(sent.actor, schoolId, roomId);
    const said = open ? `${room.name}已重新启用` : `${room.name}已停用，不再排新班`;
    const done = await this.submission.run(sent, pressed(sent.body), said, async () => {
      await this.service.setOpen(sent.actor, school, room.id, open);
      return roomPaths.index({ schoolId });
    });
    if (!done) throw new Conflict('请刷新教室列表后再试');
    return done;
  }

  private async load(actor: Actor, schoolId: string, roomId: string) {
    const school = await this.schools.forDesk(actor, 'room.manage', schoolId);
    const room = await this.rooms.find(school.id, roomId);
    if (!room) throw new NotFound();
    return { school, room };
  }
}
