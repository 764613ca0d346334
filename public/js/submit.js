// After a press the button says so and cannot be pressed again. The server drops repeats anyway.
const pressed = new Set();

function release(button) {
  if (!pressed.has(button)) return;
  button.disabled = false;
  button.replaceChildren(...button.restNodes);
  pressed.delete(button);
}

document.addEventListener('submit', (event) => {
  const button = event.submitter;
  if (
    event.defaultPrevented ||
    event.target.method !== 'post' ||
    !(button instanceof HTMLButtonElement)
  )
    return;
  // A disabled button is not sent with its form: wait until the form has been read.
  setTimeout(() => {
    button.restNodes = [...button.childNodes];
    button.replaceChildren('正在提交…');
    button.disabled = true;
    pressed.add(button);
    setTimeout(release, 10_000, button);
  });
});

// The back button may bring this page back from memory: it must not come back with a dead button.
addEventListener('pagehide', () => [...pressed].forEach(release));
