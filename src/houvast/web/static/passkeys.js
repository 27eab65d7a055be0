// Passkeys: the browser asks for a finger, a face or a key, and the form sends what it gives.
// Buttons are shown only where the browser can do it; without it the code of an app remains.

const able = window.PublicKeyCredential?.parseRequestOptionsFromJSON && navigator.credentials;

async function options(button) {
  const here = document.getElementById(button.dataset.options ?? "");
  if (here) return JSON.parse(here.textContent);
  const answer = await fetch(button.form.action, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) throw new Error("no options");
  return answer.json();
}

async function credential(button) {
  const given = await options(button);
  if (given.creation_options) {
    const asked = given.creation_options.publicKey;
    asked.authenticatorSelection.residentKey = "required";
    asked.authenticatorSelection.requireResidentKey = true;
    asked.authenticatorSelection.userVerification = "required";
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) });
  }
  const asked = given.request_options.publicKey;
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
}

for (const button of document.querySelectorAll("[data-passkey]")) {
  button.hidden = !able;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    const said = document.getElementById(button.dataset.said ?? "");
    try {
      const found = await credential(button);
      button.form.elements.credential.value = JSON.stringify(found.toJSON());
      button.form.submit();
    } catch {
      if (said) said.hidden = false;
    }
  });
}
