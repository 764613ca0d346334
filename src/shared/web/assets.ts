import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  // to be read before it is run, so a phone must show it
  '.py': 'text/plain; charset=utf-8',
};

type Encoding = 'br' | 'gzip' | 'identity';

export interface Asset {
  bytes: Buffer;
  encoding: Encoding;
  type: string;
  etag: string;
  cacheControl: string;
}

interface StoredAsset {
  type: string;
  hash: string;
  cacheControl: string;
  variants: Partial<Record<Encoding, Buffer>> & { identity: Buffer };
}

/** Everything under public/, read, fingerprinted and compressed once at start and served from memory. */
export class Assets {
  private readonly urls = new Map<string, string>();
  private readonly byPath = new Map<string, StoredAsset>();

  constructor(root: string) {
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const name = file
        .slice(root.length + 1)
        .split(sep)
        .join('/');
      const bytes = readFileSync(file);
      this.add(name, name.endsWith('.css') ? squeezed(bytes.toString()) : bytes);
    }
    const icon = this.byPath.get(this.url('icon.svg'));
    if (icon) this.byPath.set('/favicon.ico', { ...icon, cacheControl: 'public, max-age=86400' });
  }

  /** The fingerprinted address of a file under public/. Throws on an unknown name. */
  url(name: string): string {
    const url = this.urls.get(name);
    if (url === undefined) throw new Error(`No asset ${name}`);
    return url;
  }

  /** The file at a request path in the best encoding the client takes, or undefined. */
  find(path: string, acceptEncoding: string | undefined): Asset | undefined {
    const stored = this.byPath.get(path);
    if (!stored) return undefined;
    const { type, hash, cacheControl, variants } = stored;
    const encoding = best(acceptEncoding ?? '', variants);
    const bytes = variants[encoding] ?? variants.identity;
    return { bytes, encoding, type, cacheControl, etag: `"${hash}-${encoding}"` };
  }

  private add(name: string, bytes: Buffer): void {
    const type = TYPES[extname(name)];
    if (!type) throw new Error(`No content type for asset ${name}`);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    const url = `/assets/${hash}/${name}`;
    this.urls.set(name, url);
    this.byPath.set(url, {
      type,
      hash,
      cacheControl: 'public, max-age=31536000, immutable',
      variants: type === 'image/png' ? { identity: bytes } : compressed(bytes),
    });
  }
}

/** Comments and layout are for the reader of the source; old phones should not parse them. */
function squeezed(css: string): Buffer {
  const bare = css.replace(/\/\*[^]*?\*\//g, '').replace(/\s+/g, ' ');
  return Buffer.from(bare.replace(/ ?([{};,]) ?/g, '$1').trim());
}

function compressed(identity: Buffer): StoredAsset['variants'] {
  return { identity, br: brotliCompressSync(identity), gzip: gzipSync(identity, { level: 9 }) };
}

function best(acceptEncoding: string, variants: StoredAsset['variants']): Encoding {
  const accepted = acceptEncoding
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';')[0]);
  for (const encoding of ['br', 'gzip'] as const) {
    if (variants[encoding] && accepted.includes(encoding)) return encoding;
  }
  return 'identity';
}
