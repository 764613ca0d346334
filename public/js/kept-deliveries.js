// 已宣讲 survives a bad network. What was told is kept on the phone first and forgotten only when the
// server has settled it; sending it twice changes nothing there. Kept are ids, seconds and the moment:
//   "preface <account> <session>": { <brief>: { at, seconds } }
// js/prompter.js, which comes after it, says by the event `told` that a brief was told, and finds
// data-told on those that were told before and still wait.
const RETRY_MS = 10_000;
const TIMEOUT_MS = 20_000;

const fieldsOf = (page) => page.querySelectorAll('[name=_csrf]');

class KeptDeliveries {
  // where the browser keeps nothing: as long as the page is open
  spare = {};
  sending = false;

  constructor(main) {
    const { prompter, session, account, serverTime } = main.dataset;
    this.action = prompter;
    this.key = `preface ${account} ${session}`;
    this.part = (name) => main.querySelector(`[data-${name}]`);
    // the phone's own clock may be wrong: the page says what time it was when it arrived
    const [{ responseStart }] = performance.getEntriesByType('navigation');
    this.ahead = performance.timeOrigin + responseStart - Number(serverTime);
  }

  get all() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? this.spare;
    } catch {
      return this.spare;
    }
  }

  write(all) {
    this.spare = all;
    try {
      if (Object.keys(all).length > 0) localStorage.setItem(this.key, JSON.stringify(all));
      else localStorage.removeItem(this.key);
    } catch {
      // private browsing
    }
  }

  tell(text) {
    if (this.part('status').textContent !== text) this.part('status').textContent = text;
  }

  /** Stays where the others that were told stand. */
  refuse(text) {
    const line = document.createElement('li');
    line.textContent = text;
    this.part('end-list').append(line);
  }

  add(brief, seconds) {
    this.write({ ...this.all, [brief]: { at: Math.round(Date.now() - this.ahead), seconds } });
    void this.send();
  }

  start() {
    addEventListener('online', () => this.send());
    document.addEventListener('visibilitychange', () => document.hidden || void this.send());
    setInterval(() => this.send(), RETRY_MS);
    void this.send();
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    try {
      for (const one of Object.entries(this.all)) await this.deliver(one);
    } catch {
      const n = Object.keys(this.all).length;
      this.tell(`现在连不上，${n} 条已宣讲留在这部手机上，连上后自动上传`);
    }
    this.sending = false;
  }

  async deliver([brief, spoken]) {
    const answer = await this.post(brief, spoken);
    if (answer.status === 401 || answer.status === 403) {
      await this.renewTokens();
      throw new Error('signed out');
    }
    if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
    const said = answer.ok ? await answer.json() : { message: '这一次没有记上' };
    const left = this.all;
    delete left[brief];
    this.write(left);
    if (said.message) this.refuse(said.message);
    this.tell(said.message || '已宣讲，记好了');
  }

  post(briefId, { at, seconds }) {
    const [{ value }] = fieldsOf(document);
    return fetch(this.action, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ _csrf: value, briefId, seconds, at }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }

  /** Those of this page are older than the last sign-in; a page that is loaded now has new ones. */
  async renewTokens() {
    const answer = await fetch(location.pathname, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    this.part('sign-in').hidden = !answer.redirected;
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = fieldsOf(page)[0]?.value;
    for (const field of fieldsOf(document)) if (fresh) field.value = fresh;
  }
}

const main = document.querySelector('[data-prompter]');
const kept = new KeptDeliveries(main);
for (const one of main.querySelectorAll('[data-brief]'))
  if (one.dataset.brief in kept.all) one.dataset.told = '1';
main.addEventListener('told', ({ detail }) => kept.add(detail.brief, detail.seconds));
kept.start();
