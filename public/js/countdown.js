// Keeps the server's clock on the page of an opening and names the moment. It decides nothing: the
// button works all the time, and the server answers by its own clock.
const SHANGHAI_MS = 8 * 3_600_000;
/** A page that slept this long may have a clock that slept, too. */
const SLEPT_MS = 30_000;

/** When the page that tells the server's time began to arrive, by the browser's steady clock. */
const arrived = () => performance.getEntriesByType('navigation')[0]?.responseStart ?? 0;

const clockText = (at) => new Date(at + SHANGHAI_MS).toISOString().slice(11, 19);

function remainingText(ms) {
  const left = Math.ceil(ms / 1000);
  const [hours, minutes] = [Math.floor(left / 3600), Math.floor(left / 60) % 60];
  return hours > 0 ? `还有 ${hours} 小时 ${minutes} 分` : `还有 ${minutes} 分 ${left % 60} 秒`;
}

function start(panel) {
  const [told, opensAt] = [Number(panel.dataset.serverTime), Number(panel.dataset.opensAt)];
  const since = arrived();
  const now = () => told + performance.now() - since;
  const part = (name) => panel.querySelector(`[data-${name}]`);
  let opened = false;

  function open() {
    opened = true;
    part('remaining').textContent = '';
    part('opened').textContent = '开放了，可以报名';
    for (const button of document.querySelectorAll('[data-open-label]'))
      if (!button.disabled) button.textContent = button.dataset.openLabel;
  }

  function tick() {
    const at = now();
    part('clock').textContent = clockText(at);
    if (at < opensAt) part('remaining').textContent = remainingText(opensAt - at);
    else if (!opened) open();
    setTimeout(tick, 1000 - (at % 1000));
  }

  const again = () => location.replace(panel.dataset.href);
  let hiddenAt = null;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hiddenAt = performance.now();
    else if (hiddenAt !== null && performance.now() - hiddenAt > SLEPT_MS) again();
  });
  addEventListener('pageshow', (event) => event.persisted && again());
  tick();
}

for (const panel of document.querySelectorAll('[data-countdown]')) start(panel);
