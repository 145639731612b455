// Ties the buttons for passkeys to the library that talks to the browser, and says when it failed.
"use strict";

function tie(button) {
  const ids = {
    add: button.id,
    authenticate: button.id,
    login: button.id,
    credential: button.dataset.credential,
    passwordless: button.dataset.passwordless,
    data: button.dataset.options,
  };
  window.allauth.webauthn.forms[button.dataset.passkey]({ ids });
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey_failed").hidden = false;
});

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-passkey]").forEach(tie);
});
