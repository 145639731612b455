// Rows with a number can be moved: by two buttons, with the keyboard or by pressing, and by
// dragging. Each move only types the numbers; without this script a person types them.
"use strict";

const NUMBER = "input.row-number";
const LONGEST_NAME = 60;

function rowsOf(group) {
  return [...group.querySelectorAll(".inline-related:not(.empty-form)")];
}

function numberOf(row) {
  return row.querySelector(NUMBER);
}

function nameOf(row) {
  const field = row.querySelector("input[type=text]:not([role]), textarea");
  const typed = field ? field.value.trim() : "";
  return typed ? `“${typed.slice(0, LONGEST_NAME)}”` : "the new row";
}

function put(group, rows) {
  const template = group.querySelector(".inline-related.empty-form");
  rows.forEach((row) => row.parentNode.insertBefore(row, template));
}

function typeNumbers(group) {
  rowsOf(group).forEach((row, index) => {
    numberOf(row).value = String(index + 1);
  });
}

function announce(group, row) {
  const rows = rowsOf(group);
  const name = nameOf(row);
  const place = `number ${rows.indexOf(row) + 1} of ${rows.length}`;
  group.querySelector(".row-status").textContent = `${name[0].toUpperCase()}${name.slice(1)} is now ${place}.`;
}

function move(group, row, button, step) {
  const rows = rowsOf(group);
  const from = rows.indexOf(row);
  const to = Math.min(Math.max(from + step, 0), rows.length - 1);
  rows.splice(to, 0, ...rows.splice(from, 1));
  put(group, rows);
  typeNumbers(group);
  announce(group, row);
  // Moving the row took the focus away from its button.
  button.focus();
}

function nameButtons(row) {
  row.querySelectorAll(".row-mover button").forEach((button) => {
    button.setAttribute("aria-label", `Move ${nameOf(row)} ${button.dataset.way}`);
  });
}

function makeButton(group, row, way, step) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.dataset.way = way;
  button.textContent = way === "up" ? "Move up" : "Move down";
  button.addEventListener("click", () => move(group, row, button, step));
  return button;
}

function makeHandle(group, row) {
  const handle = document.createElement("span");
  handle.className = "row-handle";
  handle.draggable = true;
  handle.title = "Drag to move";
  // Those who cannot see or drag it have the buttons.
  handle.setAttribute("aria-hidden", "true");
  handle.textContent = "⠿";
  handle.addEventListener("dragstart", (event) => {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.setDragImage(row, 0, 0);
    group.dragged = row;
    row.classList.add("row-dragged");
  });
  handle.addEventListener("dragend", () => {
    row.classList.remove("row-dragged");
    if (group.dragged) {
      typeNumbers(group);
      announce(group, row);
      group.dragged = null;
    }
  });
  return handle;
}

function dragOver(group, event) {
  const over = event.target.closest(".inline-related:not(.empty-form)");
  if (!group.dragged || !over) {
    return;
  }
  event.preventDefault();
  const box = over.getBoundingClientRect();
  const isBelow = event.clientY > box.top + box.height / 2;
  if (over !== group.dragged) {
    over.parentNode.insertBefore(group.dragged, isBelow ? over.nextSibling : over);
  }
}

function addMover(group, row) {
  if (!numberOf(row) || row.querySelector(".row-mover")) {
    return;
  }
  const mover = document.createElement("span");
  mover.className = "row-mover";
  mover.append(makeHandle(group, row), makeButton(group, row, "up", -1), makeButton(group, row, "down", 1));
  row.querySelector("h3").append(mover);
  row.addEventListener("input", () => nameButtons(row));
  nameButtons(row);
}

// Django numbers the rows anew by where they stand when a new one is removed; the stored ones
// must then stand first, as they were sent.
function asSent(group) {
  const index = (row) => Number(row.id.slice(row.id.lastIndexOf("-") + 1));
  put(group, rowsOf(group).sort((one, other) => index(one) - index(other)));
}

function asNumbered(group) {
  put(group, rowsOf(group).sort((one, other) => numberOf(one).value - numberOf(other).value));
}

function prepare(group) {
  const status = document.createElement("p");
  status.className = "visually-hidden row-status";
  status.setAttribute("role", "status");
  group.prepend(status);
  rowsOf(group).forEach((row) => addMover(group, row));
  group.addEventListener("dragover", (event) => dragOver(group, event));
  group.addEventListener("drop", (event) => event.preventDefault());
  group.addEventListener("formset:added", (event) => {
    numberOf(event.target).value = String(rowsOf(group).length);
    addMover(group, event.target);
  });
  group.addEventListener(
    "click",
    (event) => {
      if (event.target.closest(".inline-deletelink")) {
        asSent(group);
        setTimeout(() => {
          asNumbered(group);
          typeNumbers(group);
        });
      }
    },
    true,
  );
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".inline-group").forEach((group) => {
    if (group.querySelector(NUMBER)) {
      prepare(group);
    }
  });
});
