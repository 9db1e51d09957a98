// Asks before a link to the same page in another language or shell takes away what was typed: it is loaded anew.
(function () {
  "use strict";

  const said = (form) => new URLSearchParams(new FormData(form)).toString();
  const before = new Map([...document.querySelectorAll("main form[method=post]")].map((form) => [form, said(form)]));
  // What was refused is not saved either.
  const isUnsaved = ([form, was]) => form.querySelector(".has-error") !== null || said(form) !== was;

  document.addEventListener("click", (event) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey; // a tab of its own
    if (elsewhere || !event.target.closest(".languages a, .bench a") || ![...before].some(isUnsaved)) return;
    if (!window.confirm(document.querySelector(".languages").dataset.loses)) event.preventDefault();
  });
})();
