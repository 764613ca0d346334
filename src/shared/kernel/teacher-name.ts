/**
 * The name of who teaches, written one way: what cannot be seen, spaces between Han and the title are
 * dropped, so that nobody is two people for a space.
 */
export const teacherNameOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[•・‧∙]/g, '·')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .replace(/(?<=..)(老师|教师)$/u, '');
