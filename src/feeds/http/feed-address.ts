/** The address of a feed: to read, to copy, and as a calendar program is asked to subscribe. */
export const addressOf = (publicUrl: string, path: string) => ({
  href: path,
  address: publicUrl + path,
  webcalHref: publicUrl.replace(/^https?:/, 'webcal:') + path,
});
