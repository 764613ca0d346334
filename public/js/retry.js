// Sends a press again that came while the site was overloaded: after the time the server asked for,
// longer each time, and not everybody at the same moment. Without this module the button does it.
const MOST = 5;
const LONGEST_S = 60;

/** Seconds until the next try: the server's wish, doubled each time, and a share of chance. */
const pause = (asked, tries) => Math.min(LONGEST_S, asked * 2 ** tries) + Math.random() * asked;

function start(form) {
  const part = (name) => form.querySelector(`[data-retry-${name}]`);
  const [clock, status, stop] = [part('clock'), part('status'), part('stop')];
  let asked = Number(form.dataset.retry);
  let tries = 0;
  let timer = null;

  function rest(text) {
    clearTimeout(timer);
    stop.hidden = clock.hidden = part('auto').hidden = true;
    part('manual').hidden = false;
    part('manual').textContent = text;
    status.textContent = text;
  }

  function wait() {
    const due = performance.now() + pause(asked, tries) * 1000;
    const left = () => Math.max(0, Math.ceil((due - performance.now()) / 1000));
    status.textContent = `${left()} 秒后替您再提交一次`;
    const tick = () => {
      clock.textContent = `${left()} 秒后再提交，第 ${tries + 1} 次，最多 ${MOST} 次`;
      if (performance.now() >= due) void send();
      else timer = setTimeout(tick, 250);
    };
    tick();
  }

  async function send() {
    tries += 1;
    clock.textContent = status.textContent = '正在再提交…';
    const answer = await answered();
    if (answer?.redirected) return location.replace(answer.url);
    // any answer that is not "later" is a page to be read: the form fetches it as a browser does
    if (answer && answer.status !== 429 && answer.status !== 503) return form.submit();
    asked = Number(answer?.headers.get('retry-after')) || asked;
    if (tries < MOST) wait();
    else rest('试了几次都还没办上。夜校的网站仍然很忙，请过一会儿再按按钮。');
  }

  /** The server's answer; undefined when there was none. */
  const answered = () =>
    fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      signal: AbortSignal.timeout(20_000),
    }).catch(() => undefined);

  form.addEventListener('submit', () => rest('正在再提交…'));
  stop.addEventListener('click', () => rest('已停下。想报名时，请再按一次按钮。'));
  stop.hidden = clock.hidden = part('auto').hidden = false;
  part('manual').hidden = true;
  wait();
}

for (const form of document.querySelectorAll('form[data-retry]')) start(form);
