// Copies the text of a field. Without this module, or without leave to copy, the reader selects it.
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset.copy);
    const label = button.firstChild;
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      label.data = '已复制';
    } catch {
      // plain HTTP has no clipboard; the older way asks for no leave
      label.data = document.execCommand('copy') ? '已复制' : '请按住复制';
    }
  });
}
