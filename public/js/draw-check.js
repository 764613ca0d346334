// Recomputes a draw in the reader's own browser from its public list and seed, written from the rules
// in docs/decisions/0012-verifiable-draw.md and not from the server's code. The page holds
//   <section data-list-url data-seed data-commitment data-results-url>
//     <p data-check hidden>…</p> <button type="button" data-check hidden>…</button>
//     <p aria-live="polite"></p>
//   </section>
// and the verdict's data-outcome becomes same, different or unable. One file, because an import
// between fingerprinted files would not be found.
const utf8 = (text) => new TextEncoder().encode(text);
const hex = (bytes) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const sha256 = (bytes) => crypto.subtle.digest('SHA-256', bytes);
const cells = (text) => (text ? text.split(';') : []);

/** The classes and entries of a list; an unknown line or one that stands there twice throws. */
export function readList(text) {
  const [heading, ...rows] = text.split('\n');
  if (heading !== 'night-school draw 1' || rows.pop() !== '') throw new Error('not a draw list');
  const classes = new Map();
  const entries = new Map();
  for (const row of rows) {
    const [kind, name, first, second] = row.split(',');
    if (kind === 'class') {
      const rules = cells(second).map((rule) => rule.split(':'));
      classes.set(name, { seats: Number(first), rules, entrants: [] });
    } else if (kind === 'entry') entries.set(name, { wishes: cells(first), groups: cells(second) });
  }
  if (classes.size + entries.size !== rows.length) throw new Error('a line unknown or twice');
  for (const [code, { wishes }] of entries)
    for (const id of wishes) classes.get(id).entrants.push(code);
  return { classes, entries };
}

/** By class everybody who wants it, the best lot first. */
export async function orders({ classes, entries }, seed, listHash) {
  const bytes = new Uint8Array([...fromHex(seed), ...new Uint8Array(listHash)]);
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes, hmac, false, ['sign']);
  const tickets = new Map();
  const ticket = (name) => {
    if (!tickets.has(name))
      tickets.set(name, crypto.subtle.sign('HMAC', key, utf8(name)).then(hex));
    return tickets.get(name);
  };
  const lot = async (rules, code) => {
    const mine = rules.filter(
      ([group, kind]) => kind === 'weight' && entries.get(code).groups.includes(group),
    );
    const weight = Math.max(1, ...mine.map(([, , n]) => Number(n)));
    const names = Array.from({ length: weight }, (_, n) => (n ? `${code}#${n + 1}` : code));
    return [(await Promise.all(names.map(ticket))).sort()[0], code].join(' ');
  };
  const order = async ([id, { rules, entrants }]) => {
    const lots = await Promise.all(entrants.map((code) => lot(rules, code)));
    return [id, lots.sort().map((text) => text.split(' ')[1])];
  };
  return new Map(await Promise.all([...classes].map(order)));
}

/** Whom a class keeps of those who ask, best first: reserved seats by group, then all others by lot. */
function choose({ seats, rules }, entries, askers) {
  const chosen = new Set();
  const fill = (places, fits) => {
    for (const code of askers) {
      if (places === 0) return;
      if (chosen.has(code) || !fits(code)) continue;
      chosen.add(code);
      places--;
    }
  };
  for (const [group, kind, n] of rules)
    if (kind === 'seats') fill(Number(n), (code) => entries.get(code).groups.includes(group));
  fill(seats - chosen.size, () => true);
  return chosen;
}

/** By class the codes that have a seat: in each round all who have none ask for their next wish. */
export function seats({ classes, entries }, order) {
  const seated = new Map([...classes.keys()].map((id) => [id, new Set()]));
  const left = new Map([...entries].map(([code, { wishes }]) => [code, [...wishes]]));
  let moving = [...entries.keys()];
  while (moving.length > 0) {
    const asking = new Map();
    for (const code of moving) {
      const id = left.get(code).shift();
      if (id) asking.set(id, (asking.get(id) ?? new Set(seated.get(id))).add(code));
    }
    moving = [];
    for (const [id, askers] of asking) {
      const byRank = order.get(id).filter((code) => askers.has(code));
      seated.set(id, choose(classes.get(id), entries, byRank));
      moving.push(...byRank.filter((code) => !seated.get(id).has(code)));
    }
  }
  return seated;
}

/** The results as they have to be published. @param bytes of the list @param seed in hexadecimal */
export async function recompute(bytes, seed) {
  const list = readList(new TextDecoder().decode(bytes));
  const order = await orders(list, seed, await sha256(bytes));
  const seated = seats(list, order);
  const row = (id) => (code, at) => `${code},${id},${at + 1},${Number(seated.get(id).has(code))}`;
  const rows = [...order].flatMap(([id, codes]) => codes.map(row(id)));
  const text = ['code,class,rank,seat', ...rows, ''].join('\n');
  return { text, entries: list.entries.size, classes: list.classes.size };
}

/** What to tell the reader: `outcome` is `same` or `different`. */
export async function verdict({ list, results, seed, commitment }) {
  if (hex(await sha256(fromHex(seed))) !== commitment)
    return { outcome: 'different', text: '核对不通过：公布的种子与报名前公布的承诺值不符。' };
  const { text, entries, classes } = await recompute(list, seed);
  if (text !== results)
    return {
      outcome: 'different',
      text: `核对不通过：重新计算的结果与公布的结果从第 ${firstDifference(text, results)} 行起不一致。`,
    };
  return {
    outcome: 'same',
    text: `核对通过：您的手机或电脑刚刚用公开的名单和种子重新算了一遍，${classes} 个班、${entries} 份报名的名次和中签结果与公布的完全一致，种子也与报名前公布的承诺值相符。`,
  };
}

function firstDifference(one, other) {
  const [a, b] = [one.split('\n'), other.split('\n')];
  let at = 0;
  while (a[at] === b[at]) at++;
  return at + 1;
}

async function fetched(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function check({ listUrl, resultsUrl, seed, commitment }) {
  if (!globalThis.crypto?.subtle)
    return {
      outcome: 'unable',
      text: '没有核对：这个网址不是 https 开头，浏览器不提供核对用的算法。请下载核对脚本，在电脑上运行。',
    };
  try {
    const [list, results] = await Promise.all([listUrl, resultsUrl].map(fetched));
    return await verdict({ list, results: new TextDecoder().decode(results), seed, commitment });
  } catch {
    return {
      outcome: 'unable',
      text: '没有核对成：名单或结果没有取到，或者读不懂。请刷新页面再试，或者下载核对脚本，在电脑上运行。',
    };
  }
}

// Under Node, where the tests are, there is no page.
for (const part of globalThis.document?.querySelectorAll('[data-list-url]') ?? []) {
  const button = part.querySelector('button[data-check]');
  const told = part.querySelector('[aria-live]');
  for (const one of part.querySelectorAll('[data-check]')) one.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    told.textContent = '正在核对…';
    const { outcome, text } = await check(part.dataset);
    told.dataset.outcome = outcome;
    told.textContent = text;
    button.disabled = false;
  });
}
