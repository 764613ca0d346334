import { Injectable } from '@nestjs/common';

export interface CachedBytes {
  plain: Buffer;
  gzip: Buffer;
  etag: string;
}

interface Entry {
  bytes: Promise<CachedBytes>;
  madeAt: number;
}

const MAX_AGE_MS = 1_000;
const MAX_ENTRIES = 500;

/**
 * Ready-compressed pages for visitors, at most a second old, each made once however many ask at the
 * same moment. Seats shown may be a second behind; the seat taken never is.
 */
@Injectable()
export class PageCache {
  private readonly entries = new Map<string, Entry>();

  get(key: string, make: () => Promise<CachedBytes>): Promise<CachedBytes> {
    const now = performance.now();
    const found = this.entries.get(key);
    if (found && now - found.madeAt < MAX_AGE_MS) return found.bytes;
    if (this.entries.size >= MAX_ENTRIES) this.entries.clear();
    const entry: Entry = { bytes: make(), madeAt: now };
    entry.bytes.catch(() => this.entries.delete(key));
    this.entries.set(key, entry);
    return entry.bytes;
  }

  /** Called when what the pages list has changed: a class published, moved or cancelled. */
  clear(): void {
    this.entries.clear();
  }
}
