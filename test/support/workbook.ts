import { inflateRawSync } from 'node:zlib';

/** The files of a zip by name, read from its central directory: not with the library that wrote it. */
function unzip(zip: Buffer): Map<string, string> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, string>();
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < zip.readUInt16LE(end + 10); i++) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((n) => zip.readUInt16LE(at + n));
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(from, from + size);
    const path = zip.toString('utf8', at + 46, at + 46 + name!);
    files.set(path, (method === 8 ? inflateRawSync(bytes) : bytes).toString('utf8'));
    at += 46 + name! + extra! + comment!;
  }
  return files;
}

const plain = (xml: string): string =>
  xml
    .replace(/<[^>]+>/g, '')
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name]!);
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

export interface Workbook {
  /** The cells of the first sheet by their address, as a reader shows them. */
  cells: Map<string, string>;
  /** Whether any cell is computed. */
  formulas: boolean;
}

/** Reads a workbook by what its XML says. */
export function readWorkbook(bytes: Buffer): Workbook {
  const files = unzip(bytes);
  const shared = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)];
  const sheet = files.get('xl/worksheets/sheet1.xml')!;
  const cells = new Map<string, string>();
  for (const [, attributes, inner] of sheet.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    if (inner === undefined) continue;
    const address = /r="([A-Z]+\d+)"/.exec(attributes!)![1]!;
    const value = plain(inner);
    cells.set(address, /t="s"/.test(attributes!) ? plain(shared[Number(value)]![1]!) : value);
  }
  return { cells, formulas: /<f[ >]/.test(sheet) };
}
