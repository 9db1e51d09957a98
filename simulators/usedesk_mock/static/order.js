// Blocks dragged by their handles, with a mouse, a pen or a finger. Keyboards have the arrows.
(function () {
  "use strict";

  const list = document.querySelector("[data-order]");
  if (!list) return;
  const words = JSON.parse(document.getElementById("words").textContent);
  const ids = () => [...list.children].map((item) => item.dataset.blockId).join();

  // Puts the dragged item before the first one whose middle is below the pointer.
  function follow(item, y) {
    const others = [...list.children].filter((one) => one !== item);
    const below = others.find((one) => {
      const box = one.getBoundingClientRect();
      return y < box.top + box.height / 2;
    });
    list.insertBefore(item, below || null);
  }

  async function save() {
    const body = new URLSearchParams({ order: ids() });
    const answer = await fetch(list.dataset.order, { method: "POST", body }).catch(() => ({ ok: false }));
    const said = document.getElementById("order-said");
    said.textContent = answer.ok ? words.saved : words.failed;
    said.classList.toggle("sr-only", answer.ok);
  }

  list.addEventListener("pointerdown", (event) => {
    if (!event.target.matches(".grip") || event.button) return;
    const item = event.target.closest("li");
    const before = ids();
    event.preventDefault();
    item.classList.add("dragged");
    const moving = (moved) => follow(item, moved.clientY);
    const done = () => {
      document.removeEventListener("pointermove", moving);
      document.removeEventListener("pointerup", done);
      document.removeEventListener("pointercancel", done);
      item.classList.remove("dragged");
      if (ids() !== before) save();
    };
    document.addEventListener("pointermove", moving);
    document.addEventListener("pointerup", done);
    document.addEventListener("pointercancel", done);
  });
})();
