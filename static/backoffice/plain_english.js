// Advice on plain English while somebody types in a long field. Without this script the same
// advice is shown when the form is opened again.
"use strict";

const PAUSE = 1500;
const timers = new WeakMap();

async function askForAdvice(textArea, box) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({ text: textArea.value, csrfmiddlewaretoken: token });
  const answer = await fetch(box.dataset.advice, { method: "POST", body, redirect: "error" });
  const advice = answer.ok ? await answer.text() : "";
  if (answer.ok && advice.trim() !== box.innerHTML.trim()) {
    // The server wrote and escaped it; the same words are not announced twice.
    box.innerHTML = advice;
  }
}

document.addEventListener("input", (event) => {
  const row = event.target.closest(".flex-container");
  const box = event.target.tagName === "TEXTAREA" && row && row.querySelector("[data-advice]");
  if (!box) {
    return;
  }
  clearTimeout(timers.get(box));
  // Advice that cannot be had is no fault worth a word.
  timers.set(box, setTimeout(() => askForAdvice(event.target, box).catch(() => {}), PAUSE));
});
