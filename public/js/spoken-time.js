// Says how long the text takes while it is written, as spoken-time.rules.ts counts it. Without this
// module the time stands there as of the last save.
const SPOKEN = /\p{Script=Han}|\p{Nd}|(\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*)/gu;
const [SHORTEST, LONGEST] = [120, 180];

function unitsOf(text) {
  let units = 0;
  for (const [, word] of text.normalize('NFKC').matchAll(SPOKEN)) units += word ? 2 : 1;
  return units;
}

function durationText(seconds) {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (minutes === 0) return `${rest} 秒`;
  return rest === 0 ? `${minutes} 分钟` : `${minutes} 分 ${rest} 秒`;
}

function hintOf(units, seconds, most) {
  if (units === 0) return ['', ''];
  if (units > most) return ['is-long', `超过 ${most} 字，不能保存，请删去 ${units - most} 字`];
  if (seconds < SHORTEST) return ['is-off', '偏短，最好在 2 到 3 分钟之间'];
  if (seconds > LONGEST) return ['is-off', '偏长，最好在 2 到 3 分钟之间'];
  return ['', '长短合适'];
}

for (const panel of document.querySelectorAll('[data-spoken-time]')) {
  const text = document.getElementById(panel.dataset.spokenTime);
  const part = (name) => panel.querySelector(name);
  const [most, perMinute] = [Number(panel.dataset.most), Number(panel.dataset.perMinute)];
  const show = () => {
    const units = unitsOf(text.value);
    const seconds = Math.round((units * 60) / perMinute);
    const [kind, hint] = hintOf(units, seconds, most);
    part('[data-time]').textContent = `${units} 字，约 ${durationText(seconds)}`;
    part('[data-hint]').textContent = hint;
    part('progress').value = Math.min(units, most);
    panel.classList.toggle('is-off', kind === 'is-off');
    panel.classList.toggle('is-long', kind === 'is-long');
  };
  part('[data-without-script]').hidden = true;
  text.addEventListener('input', show);
  show();
}
