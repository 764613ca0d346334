import { Injectable, OnModuleInit } from '@nestjs/common';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { page, Page } from '../../shared/web/page';
import { Overload, RetryPages } from '../../shared/web/retry-pages';
import type { WebRequest } from '../../shared/web/web-request';
import { enrollmentPaths } from '../enrollment.paths';

/** What the form of 报名 sends; handed back as it came, so that it is the same press again. */
const FIELDS = ['_csrf', 'actionKey', 'profileId'];

/** The page of a press that came while the site was overloaded: nothing is lost, it goes out again. */
@Injectable()
export class WaitingRoom implements OnModuleInit {
  constructor(private readonly pages: RetryPages) {}

  onModuleInit(): void {
    this.pages.on('POST', enrollmentPaths.create(':id'), waitingRoom);
  }
}

function waitingRoom(request: WebRequest, overload: Overload): Page {
  const { id } = request.params as { id: string };
  const classId = encodeURIComponent(id);
  const model = {
    ...overload,
    message: overload.message ?? '',
    action: enrollmentPaths.create(classId),
    classHref: schedulingPaths.show(classId),
    fields: fieldsOf(request.body),
  };
  return page('enrollment/waiting-room', model, {
    title: '请等一等，报名还没有办',
    tab: 'classes',
    scripts: ['js/retry.js'],
  });
}

const fieldsOf = (body: unknown): { name: string; value: string }[] =>
  FIELDS.flatMap((name) => {
    const value = (body as Record<string, unknown> | null | undefined)?.[name];
    return typeof value === 'string' && value.length <= 200 ? [{ name, value }] : [];
  });
