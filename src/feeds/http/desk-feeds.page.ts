import type { PageOptions } from '../../shared/web/page';
import { schoolDesk } from '../../sites/desk-frame';
import type { SchoolRow } from '../../sites/schools.queries';
import type { DeskFeed } from '../desk-feeds.service';
import { linkIdOf } from '../feed-links.service';
import { feedPaths } from '../feeds.paths';
import { addressOf } from './feed-address';

/** How the pages about feeds are framed. */
export const feedsFrame = (
  school: SchoolRow,
  title: string,
  scripts: string[] = [],
): PageOptions => ({
  ...{ title, scripts, layout: 'desk' },
  desk: schoolDesk(school, 'feeds'),
});

/** `/schools/:id/desk/feeds` */
export function deskFeedsPage(school: SchoolRow, feeds: readonly DeskFeed[], publicUrl: string) {
  const of = (kind: DeskFeed['owner']['kind']) =>
    feeds.filter(({ owner }) => owner.kind === kind).map((feed) => feedRow(feed, publicUrl));
  return {
    action: feedPaths.desk(school.id),
    removalAction: feedPaths.deskRemoval(school.id),
    groups: [
      { name: '夜校', note: '这所夜校每一节课', feeds: of('school') },
      { name: '教室', note: '一间教室每一节课，适合贴在门口的屏幕', feeds: of('room') },
      { name: '老师', note: '一位老师在这所夜校的每一节课，代课也在内', feeds: of('teacher') },
    ].filter((group) => group.feeds.length > 0),
  };
}

function feedRow({ owner, name, token }: DeskFeed, publicUrl: string) {
  const id = linkIdOf(owner);
  return {
    id,
    name,
    /** Names the buttons of this row; ids are longer than a key of a form may be. */
    key: id.replaceAll(/[^\da-z]/g, '').slice(-20),
    link: token === null ? null : addressOf(publicUrl, feedPaths.file(token)),
  };
}
