/** Where a server can come from, or undefined. */
export function postgresSource(): { url?: string; bin?: string; embedded?: string } | undefined;

/** Starts a server on a unix socket in a new folder; `restart` kills it and starts it on its data. */
export function startPostgres(
  more?: Record<string, string>,
): Promise<{ url: string; stop(): Promise<void>; restart?(): Promise<void> }>;
