// The boxes that search as one types (select2) replace a select and lose the name its label gave
// it, so a screen reader would say nothing. This gives each box, and its search field, that name,
// and says which list the box opens.
"use strict";

function labelOf(select) {
  const label = document.querySelector(`label[for="${select.id}"]`);
  return label ? label.textContent.trim().replace(/:$/, "") : select.name;
}

function nameBox(box) {
  const select = box.closest(".select2-container").previousElementSibling;
  const chosen = box.querySelector("span.select2-selection__rendered");
  const value = chosen ? chosen.title : "";
  if (chosen) {
    chosen.setAttribute("aria-label", labelOf(select));
  }
  box.removeAttribute("aria-labelledby");
  box.setAttribute("aria-controls", `select2-${select.id}-results`);
  box.setAttribute("aria-label", value ? `${labelOf(select)}: ${value}` : labelOf(select));
}

function nameAll() {
  document.querySelectorAll(".select2-selection").forEach(nameBox);
  document.querySelectorAll(".select2-search__field:not([aria-label])").forEach((field) => {
    field.setAttribute("aria-label", "Search");
  });
}

document.addEventListener("DOMContentLoaded", () => {
  nameAll();
  new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
});
