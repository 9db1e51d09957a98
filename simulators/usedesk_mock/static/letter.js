// Shows the hint of the channel that is chosen, and offers its keyboard. Without this script all hints stand there.
(function () {
  "use strict";

  const channel = document.getElementById("channel");
  const address = document.getElementById("address");
  const hints = [...document.querySelectorAll("#address-hint li")];

  function choose() {
    hints.forEach((hint) => {
      hint.hidden = hint.dataset.channel !== channel.value;
      if (!hint.hidden) address.inputMode = hint.dataset.kind;
    });
  }

  channel.addEventListener("change", choose);
  window.addEventListener("pageshow", choose); // what the browser gives back comes after the script
  choose();
})();
