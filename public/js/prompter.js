// 讲台: countdown and follow-along. All briefs are on the page; the one that is being told is shown.
// js/kept-deliveries.js keeps what was told until the server has it.
// Without this module the texts scroll by hand and the forms below them go the ordinary way.
const main = document.querySelector('[data-prompter]');
const find = (name, within = main) => within.querySelector(`[data-${name}]`);
const briefs = [...main.querySelectorAll('[data-brief]')];
const button = (name) => main.querySelector(`[data-do="${name}"]`);
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const pad = (n) => String(Math.floor(n)).padStart(2, '0');
let at = 0;
let running = false;
let begun = 0;
let current = 0;
let brief = null;
let zoom = 1;
let lock = null;

const tell = (text) => {
  if (find('status').textContent !== text) find('status').textContent = text;
};
const lines = () => [...find('script', brief).querySelectorAll('li')];
const startOf = (line) => Number(line.dataset.from);

function go(i) {
  const all = lines();
  current = Math.max(0, Math.min(all.length - 1, i));
  all.forEach((line, k) =>
    k === current
      ? line.setAttribute('aria-current', 'true')
      : line.removeAttribute('aria-current'),
  );
  const box = find('script', brief);
  const top = all[current].offsetTop - box.clientHeight * 0.14;
  box.scrollTo({ top, behavior: calm.matches ? 'auto' : 'smooth' });
}

function draw() {
  const total = Number(brief.dataset.seconds);
  const left = total - at;
  const n = Math.abs(Math.ceil(left));
  const clock = find('clock', brief);
  clock.textContent = `${left < 0 ? '+' : ''}${pad(n / 60)}:${pad(n % 60)}`;
  clock.classList.toggle('over', left < 0);
  find('bar', brief).value = Math.min(at, total);
}

function tick() {
  if (!running) return;
  at = (performance.now() - begun) / 1000;
  draw();
  const due = lines().filter((line) => startOf(line) <= at).length - 1;
  if (due > current) go(due);
  requestAnimationFrame(tick);
}

async function awake(on) {
  if (!on) return lock?.release();
  lock = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
}

function setRunning(on) {
  running = on;
  begun = performance.now() - at * 1000;
  const play = button('play');
  play.querySelector('b').textContent = on ? '暂停' : at > 0 ? '继续' : '开始';
  play.setAttribute('aria-pressed', on);
  if (on) tick();
  void awake(on);
}

function jump(i) {
  go(i);
  at = startOf(lines()[current]);
  begun = performance.now() - at * 1000;
  draw();
}

function resize(by) {
  zoom = Math.max(0.7, Math.min(1.8, zoom + by));
  for (const one of briefs) find('script', one).style.setProperty('--zoom', zoom);
  go(current);
}

/** The next brief that has not been told, or the end. */
function open(next) {
  setRunning(false);
  at = 0;
  brief = next ?? null;
  for (const one of briefs) one.hidden = one !== brief;
  find('end').hidden = brief !== null;
  for (const name of ['play', 'prev', 'next', 'smaller', 'bigger', 'flip', 'done'])
    button(name).hidden = brief === null;
  setRunning(false);
  if (brief === null) return;
  const left = briefs.filter((one) => !one.dataset.told).length;
  button('done').querySelector('b').textContent = left > 1 ? '已宣讲，下一条' : '已宣讲';
  go(0);
  draw();
  if (left > 1) tell(`这一条以后还有 ${left - 1} 条`);
}

const untold = () => briefs.find((one) => !one.dataset.told);

function sayAtEnd(text) {
  const line = document.createElement('li');
  line.textContent = text;
  find('end-list').append(line);
}

function done() {
  const seconds = Math.max(1, Math.round(at || Number(brief.dataset.seconds)));
  const detail = { brief: brief.dataset.brief, seconds };
  brief.dataset.told = '1';
  sayAtEnd(`${brief.dataset.title}，讲了 ${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`);
  open(untold());
  find('end').querySelector('h2').textContent = '讲完了';
  main.dispatchEvent(new CustomEvent('told', { detail }));
}

const acts = {
  play: () => setRunning(!running),
  prev: () => jump(current - 1),
  next: () => jump(current + 1),
  smaller: () => resize(-0.1),
  bigger: () => resize(0.1),
  flip(pressed) {
    const on = pressed.getAttribute('aria-pressed') !== 'true';
    pressed.setAttribute('aria-pressed', on);
    for (const one of briefs) find('script', one).classList.toggle('flip', on);
  },
  done,
};
const KEYS = {
  ...{ ' ': 'play', ArrowUp: 'prev', ArrowDown: 'next', PageUp: 'prev', PageDown: 'next' },
  ...{ '-': 'smaller', '=': 'bigger', '+': 'bigger', m: 'flip', M: 'flip', Enter: 'done' },
};

document.addEventListener('click', (event) => {
  const pressed = event.target.closest('[data-do]');
  if (pressed) return acts[pressed.dataset.do](pressed);
  const line = event.target.closest('[data-script] li');
  if (line && brief) {
    event.preventDefault();
    jump(lines().indexOf(line));
  }
});
document.addEventListener('keydown', (event) => {
  const name = KEYS[event.key];
  const isOwn = [' ', 'Enter'].includes(event.key) && event.target.closest('button, a');
  if (!name || isOwn || !brief || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  acts[name](button(name));
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && running) void awake(true);
});

if (briefs.length > 0) {
  main.classList.add('pr-on');
  open(untold());
}
