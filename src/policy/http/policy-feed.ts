import { isoWithOffset } from '../../shared/kernel/shanghai';
import { briefLevelNames } from '../brief-words';
import { policyPaths } from '../policy.paths';
import type { PublicBrief } from '../public-briefs.queries';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const text = (value: string): string => value.replace(/[&<>"]/g, (one) => ESCAPES[one]!);

/** The latest briefs for programs that follow a site (Atom, RFC 4287). */
export function policyFeed(
  briefs: readonly PublicBrief[],
  { publicUrl, name }: { publicUrl: string; name: string },
  now: Date,
): string {
  const self = `${publicUrl}${policyPaths.feed}`;
  const latest = briefs[0]?.publishedAt ?? now;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    `<id>${text(self)}</id>`,
    `<title>${text(name)} 政策传真</title>`,
    `<updated>${isoWithOffset(latest)}</updated>`,
    `<link rel="self" href="${text(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${text(publicUrl + policyPaths.index())}"/>`,
    `<author><name>${text(name)}</name></author>`,
    ...briefs.map((brief) => entry(brief, publicUrl)),
    '</feed>',
    '',
  ].join('\n');
}

function entry(brief: PublicBrief, publicUrl: string): string {
  const url = `${publicUrl}${policyPaths.show(brief.id)}`;
  return [
    '<entry>',
    `<id>urn:uuid:${brief.id}</id>`,
    `<title>${text(brief.title)}</title>`,
    `<link rel="alternate" type="text/html" href="${text(url)}"/>`,
    `<published>${isoWithOffset(brief.publishedAt)}</published>`,
    `<updated>${isoWithOffset(brief.publishedAt)}</updated>`,
    `<category term="${brief.level}" label="${briefLevelNames[brief.level]}"/>`,
    `<summary>${text(brief.keyPoints.join('；'))}</summary>`,
    `<content type="text">${text(brief.spokenText)}</content>`,
    '</entry>',
  ].join('\n');
}
