// Forms with rows that can be added and removed. Without this script the same buttons ask the server.
(function () {
  "use strict";

  const controls = (row) => [...row.querySelectorAll("input, select, textarea")];
  const typed = (row) => controls(row).map((one) => (one.type === "checkbox" ? one.checked : one.value));

  function fill(row, values) {
    controls(row).forEach((one, place) => {
      if (one.type === "checkbox") one.checked = values[place];
      else one.value = values[place];
    });
  }

  class Rows {
    constructor(box) {
      this.name = box.dataset.rows;
      this.list = box.querySelector(".rows-list");
      this.template = box.querySelector("template");
      this.adder = box.querySelector("[name=add]");
      this.next = this.list.children.length;
      box.addEventListener("click", (event) => this.press(event));
      box.addEventListener("input", () => this.keep());
      box.addEventListener("change", () => this.keep());
    }

    press(event) {
      const button = event.target.closest("button");
      if (button === this.adder) controls(this.add())[0].focus();
      else if (button && button.name === "remove") this.remove(button.closest(".row-of"));
      else return;
      event.preventDefault();
      this.keep();
    }

    add() {
      const made = document.createElement("template");
      made.innerHTML = this.template.innerHTML.replaceAll("__row__", this.next++);
      return this.list.appendChild(made.content.firstElementChild);
    }

    remove(row) {
      const beside = row.nextElementSibling || row.previousElementSibling;
      row.remove();
      (beside ? beside.querySelector(".remove") : this.adder).focus();
    }

    // The browser gives back what was typed into its own fields when one comes Back, but not rows a script made.
    keep() {
      const kept = { ...(history.state || {}).rows, [this.name]: [...this.list.children].map(typed) };
      history.replaceState({ ...history.state, rows: kept }, "");
    }

    restore(rows) {
      this.list.replaceChildren();
      rows.forEach((values) => fill(this.add(), values));
    }
  }

  const kept = (history.state || {}).rows || {};
  document.querySelectorAll("[data-rows]").forEach((box) => {
    const rows = new Rows(box);
    if (kept[rows.name]) rows.restore(kept[rows.name]);
  });
})();
