/** What came back, as far as the walk reads it. */
export interface Answer {
  status: number;
  location: string;
  type: string;
  body: string;
}

/** What the rights matrix can say to somebody. */
export type Expected = 'open' | 'sign-in' | 'forbidden' | 'missing';

/** What a form says about a field that it does not have. */
export const UNKNOWN_FIELD = '表单里有不认识的内容';

/** Which answer it was; anything else is told by its number. */
export function kindOf({ status, location, body }: Answer): Expected | `${number}` {
  if (status === 303 && location.startsWith('/sign-in?')) return 'sign-in';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'missing';
  if ([200, 201, 303].includes(status)) return 'open';
  return status === 422 && body.includes(UNKNOWN_FIELD) ? 'open' : `${status}`;
}

/** The answer without what differs from one request to the next. */
export const plain = ({ status, type, body }: Answer): string =>
  [
    status,
    type,
    body
      .replaceAll(/name="(_csrf|actionKey)" value="[^"]*"/g, '')
      .replaceAll(/<b class="num">[A-Z2-9]{4}-[A-Z2-9]{4}<\/b>/g, '')
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ''),
  ].join('\n');

/** The address in other ways that a server might take for the same (quality C6). */
export function spellings(url: string): string[] {
  const [path, query] = url.split('?') as [string, string?];
  const code = (text: string) => `%${text.charCodeAt(0).toString(16)}`;
  const others = [
    path.replace(/[a-z]/, code),
    path.replace(/[a-z0-9](?=[^/]*$)/, code),
    `/${path}`,
    path.replace(/(.)\//, '$1//'),
    path.toUpperCase(),
    `${path}/`,
    `${path};x=1`,
    path.replaceAll(/(?<=.)\//g, '%2f'),
  ];
  return others.map((one) => one + (query ? `?${query}` : ''));
}
