// Ticks at the classroom door survive a bad network. Each press is kept on the phone first, then sent,
// and forgotten only when the server has settled it; sending it twice changes nothing there. Kept are
// ids, the mark and the moment by the server's clock, no names, in one entry an evening and account:
//   "door <account> <path of the page>": { <enrollment>: { state, at } }
// Without this module, or where the browser keeps nothing, the forms of the roll go the ordinary way.
const RETRY_MS = 10_000;
const TIMEOUT_MS = 20_000;
/** Sent at once; the server takes twice as many. */
const MOST = 50;
const SHANGHAI_MS = 8 * 3_600_000;
const MARKS = { present: '已到', late: '迟到', leave: '请假', none: '撤回' };

const timeText = (at) => new Date(at + SHANGHAI_MS).toISOString().slice(11, 16);
const parsed = (text) => {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
};

/** What waits on this phone: account, path and ticks of each evening. */
function queues() {
  const keys = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i));
  return keys
    .map((key) => key.split(' '))
    .filter(([word, , path]) => word === 'door' && path?.startsWith('/'))
    .map(([, account, path]) => ({
      account,
      path,
      ticks: parsed(localStorage.getItem(`door ${account} ${path}`)),
    }));
}

/** The ticks of one evening that this account made on this phone. */
class Queue {
  constructor(account, path) {
    this.key = `door ${account} ${path}`;
  }

  get ticks() {
    return parsed(localStorage.getItem(this.key));
  }

  get size() {
    return Object.keys(this.ticks).length;
  }

  /** Throws when the browser keeps nothing. */
  add(person, tick) {
    this.write({ ...this.ticks, [person]: tick });
  }

  /** Drops what the server has settled, unless the person was ticked again meanwhile. */
  drop(sent) {
    const left = this.ticks;
    for (const [person, { at }] of sent) if (left[person]?.at === at) delete left[person];
    this.write(left);
  }

  write(ticks) {
    if (Object.keys(ticks).length > 0) localStorage.setItem(this.key, JSON.stringify(ticks));
    else localStorage.removeItem(this.key);
  }
}

function startDoor(door) {
  const { door: action, account, serverTime } = door.dataset;
  const part = (name) => door.querySelector(`[data-door-${name}]`);
  const roll = part('roll');
  const queue = new Queue(account, location.pathname);
  // the phone's own clock may be wrong: the page says what time it was when it arrived
  const arrived =
    performance.timeOrigin + performance.getEntriesByType('navigation')[0].responseStart;
  const ahead = arrived - Number(serverTime);
  let sending = false;

  function tell(text) {
    if (part('status').textContent !== text) part('status').textContent = text;
  }

  /** Says beside each name what waits, instead of what the server knew. */
  function show() {
    const { ticks } = queue;
    for (const row of roll.querySelectorAll('[data-person]')) {
      const tick = ticks[row.dataset.person];
      row.querySelector('[data-waiting]')?.remove();
      for (const tag of row.querySelectorAll('.tag')) tag.hidden = Boolean(tick);
      if (!tick) continue;
      const tag = document.createElement('span');
      tag.className = 'tag tag-soon';
      tag.dataset.waiting = '';
      tag.textContent = `${MARKS[tick.state]} ${timeText(tick.at)}，等待上传`;
      row.querySelector('p').append(tag);
      offerOthers(row, tick.state);
    }
  }

  /** Every mark but the one that waits. */
  function offerOthers(row, state) {
    const had = row.contains(document.activeElement);
    for (const button of row.querySelectorAll('button')) button.hidden = button.value === state;
    if (had && document.activeElement.hidden) row.querySelector('button:not([hidden])').focus();
  }

  /** The roll as the server has it now, with new form tokens; false when there is none. */
  async function refresh() {
    const answer = await fetch(location.pathname, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    part('sign-in').hidden = !answer.redirected;
    if (!answer.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const person = document.activeElement?.closest('[data-person]')?.dataset.person;
    roll.replaceChildren(...page.querySelector('[data-door-roll]').childNodes);
    show();
    const row = person && roll.querySelector(`[data-person="${person}"]`);
    if (row) row.querySelector('button:not([hidden])').focus();
    return true;
  }

  function sayLeft(left) {
    const lines = left.map(({ who, why }) => {
      const line = document.createElement('li');
      line.textContent = who ? `${who}：${why}` : why;
      return line;
    });
    part('left')
      .querySelector('ul')
      .append(...lines);
    if (lines.length > 0) part('left').hidden = false;
  }

  /** That of the roll is renewed with it; a roll that is closed for ticks has none. */
  const token = () =>
    (roll.querySelector('[name=_csrf]') ?? document.querySelector('[name=_csrf]')).value;

  const post = (sent) =>
    fetch(action, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams([
        ['_csrf', token()],
        ...sent.map(([person, { state, at }]) => ['ticks', `${person}_${state}_${at}`]),
      ]),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });

  /** Sends what waits; true when more can be sent at once. */
  async function deliver() {
    const sent = Object.entries(queue.ticks).slice(0, MOST);
    if (sent.length === 0) return false;
    tell(`正在上传 ${sent.length} 条签到`);
    const answer = await post(sent);
    // signed out, or a token from before the last sign-in: a new page has a new one, or asks to sign in
    if (answer.status === 401 || answer.status === 403) {
      await refresh();
      tell(`${queue.size} 条签到等待上传`);
      return false;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const { notNoted } = await answer.json();
    queue.drop(sent);
    sayLeft(notNoted);
    tell(`签到已上传，${timeText(Date.now() - ahead)}`);
    await refresh();
    return queue.size > 0;
  }

  async function send() {
    if (sending) return;
    sending = true;
    try {
      while (await deliver());
    } catch {
      if (queue.size > 0) tell(`现在连不上，${queue.size} 条签到等待上传，连上后自动上传`);
    }
    sending = false;
    show();
  }

  door.addEventListener('submit', (event) => {
    const row = event.target.closest('[data-person]');
    const at = Math.round(Date.now() - ahead);
    try {
      queue.add(row.dataset.person, { state: event.submitter.value, at });
    } catch {
      return;
    }
    event.preventDefault();
    show();
    void send();
  });
  addEventListener('online', send);
  document.addEventListener('visibilitychange', () => document.hidden || void send());
  setInterval(send, RETRY_MS);
  part('other').hidden = !queues().some(
    (one) => one.path === location.pathname && one.account !== account,
  );
  show();
  void send();
}

/** The evenings with ticks that still wait, as links. */
function startQueues(panel) {
  const mine = queues().filter(({ account }) => account === panel.dataset.doorQueues);
  for (const { path, ticks } of mine) {
    const moments = Object.values(ticks).map(({ at }) => at);
    const link = document.createElement('a');
    link.href = path;
    link.textContent = `${timeText(Math.min(...moments))} 起记的 ${moments.length} 条`;
    const line = document.createElement('li');
    line.append(link);
    panel.querySelector('ul').append(line);
  }
  panel.hidden = mine.length === 0;
}

for (const door of document.querySelectorAll('[data-door]')) startDoor(door);
for (const panel of document.querySelectorAll('[data-door-queues]')) startQueues(panel);
