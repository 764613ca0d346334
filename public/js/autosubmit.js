// Filters apply as soon as they are chosen. Without this module the form has its own button.
for (const form of document.querySelectorAll('form[data-autosubmit]')) {
  form.addEventListener('change', (event) => {
    if (event.target.matches('[type=radio], [type=checkbox][name], select')) form.requestSubmit();
  });
}
