// A form marked data-live="a,b" is sent as it changes; the parts of the page with these ids are replaced by those
// of the answer. Buttons that lead to another page do so. Without this script, every button works by itself.

let last = 0;

async function send(form, button) {
  const turn = ++last;
  const ids = form.dataset.live.split(",");
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.set(button.name, button.value);
  const busy = (state) => ids.forEach((id) => document.getElementById(id).setAttribute("aria-busy", state));
  busy(true);
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  if (turn !== last) return;
  form.querySelector("[data-offline]").hidden = Boolean(page);
  if (!page) {
    busy(false);
  } else if (ids.every((id) => page.getElementById(id))) {
    if (answer.redirected) history.replaceState(null, "", answer.url);
    replace(ids, page, button, body);
  } else if (answer.redirected) {
    location.assign(answer.url);
  } else {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "do", value: body.get("do") }));
    form.submit();
  }
}

function replace(ids, page, button, sent) {
  const held = button?.value ?? document.activeElement?.id;
  const open = new Set([...document.querySelectorAll("details[open][data-keep]")].map((part) => part.dataset.keep));
  const typing = document.activeElement.matches("input.input") ? document.activeElement : null;
  for (const id of ids) {
    const fresh = document.adoptNode(page.getElementById(id));
    fresh.querySelectorAll("details[data-keep]").forEach((item) => (item.open ||= open.has(item.dataset.keep)));
    document.getElementById(id).replaceWith(fresh);
  }
  if (typing) typeAgain(typing, sent.get(typing.name));
  focusAgain(held);
  again();
}

// The field being typed in keeps the hand, and what was typed since the form was sent.
function typeAgain(typing, sent) {
  const same = document.querySelector(`input.input[name="${CSS.escape(typing.name)}"]`);
  if (!same || same === typing) return;
  if (typing.value !== sent) same.value = typing.value;
  same.focus();
  same.setSelectionRange(typing.selectionStart, typing.selectionEnd);
}

function focusAgain(held) {
  if (!held || document.activeElement !== document.body) return;
  const [verb, name] = held.split(":");
  const same =
    document.getElementById(held) ??
    [...document.querySelectorAll("button[name=do]")].find((button) => button.value === held) ??
    (name && document.getElementById(`step-${name}`)?.querySelector("button")) ??
    (verb && document.querySelector(".steps button"));
  same?.focus();
}

// Documents being printed: the part marked data-again asks for news of itself until nothing is left to wait for.
function again() {
  const part = document.querySelector("[data-again]");
  if (!part || part.dataset.waiting) return;
  part.dataset.waiting = "yes";
  setTimeout(async () => {
    const answer = await fetch(part.dataset.again).catch(() => null);
    if (!part.isConnected) return;
    if (answer?.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      part.replaceWith(document.adoptNode(page.getElementById(part.id)));
    } else {
      delete part.dataset.waiting;
    }
    again();
  }, 1500);
}

for (const form of document.querySelectorAll("form[data-live]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, event.submitter);
  });
  form.addEventListener("change", () => send(form));
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.copied;
  });
}

again();
