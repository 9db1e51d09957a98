// All of this is convenience: every page works without it.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent);
      button.textContent = "Copied";
    } catch {
      source.select?.();
      button.textContent = "Press Ctrl+C";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
}
// Ticking a shop means "Selected shops".
for (const box of document.querySelectorAll("input[name=sites]")) {
  box.addEventListener("change", () => {
    if (box.checked) document.querySelector("input[value=access_selective]").checked = true;
  });
}
// A slash leads to the search, from anywhere but a field.
addEventListener("keydown", (event) => {
  const search = document.getElementById("search");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !search) return;
  if (event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  search.focus();
  search.select();
});
// Enter in some fields presses a button of their own.
for (const box of document.querySelectorAll("[data-enter]")) {
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    document.getElementById(box.dataset.enter).click();
  });
}
