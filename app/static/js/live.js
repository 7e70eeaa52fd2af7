// A form marked data-live="a,b" is sent as it changes; the parts of the page with these ids are replaced by those
// of the answer. A calculator (method="get") answers as one types, and the address follows. Buttons that lead to
// another page do so. Without this script, every button works by itself. The form stands in none of its parts.

import { changed } from "./typed.js";

const PAUSE = 250; // Milliseconds without a key before what is typed is sent.
const HAND = "input.input";
const WATCHED = "textarea[data-typed]"; // In any form: it is sent as one types, and stands in none of the parts.
let last = 0;
let pause;
let shown = location.href;

async function send(form, button, typing = false) {
  clearTimeout(pause);
  const ids = form.dataset.live.split(",");
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.set(button.name, button.value);
  const address = form.method === "get" && addressOf(form, body);
  if (address && address === shown) {
    if (!typing) showDefaults(form);
    return;
  }
  const turn = ++last;
  const busy = (state) => ids.forEach((id) => document.getElementById(id).setAttribute("aria-busy", state));
  busy(true);
  shown = address || shown;
  const answer = await fetch(address || form.action, address ? {} : { method: "POST", body }).catch(() => null);
  const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  if (turn !== last) return;
  form.querySelector("[data-offline]").hidden = Boolean(page);
  if (!page) {
    busy(false);
    shown = location.href;
  } else if (ids.every((id) => page.getElementById(id))) {
    if (address || answer.redirected) moveTo(address || answer.url, page);
    replace(form, ids, page, button, body);
  } else if (address || answer.redirected) {
    location.assign(address || answer.url);
  } else {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "do", value: body.get("do") }));
    form.submit();
  }
}

// What the form asks for, without its empty fields: short enough to be shared.
function addressOf(form, body) {
  const filled = new URLSearchParams([...body].filter(([, value]) => value.trim()));
  return `${form.action.split(/[?#]/)[0]}?${filled}`;
}

// A field left empty shows the value it stands for, which the last answer gave.
function showDefaults(form) {
  for (const field of form.querySelectorAll(HAND)) if (!field.value.trim()) field.value = field.defaultValue;
}

// The address names the new state, and so do the links to the same page in the other language.
function moveTo(address, page) {
  const others = "link[hreflang], .tools a[hreflang]";
  const fresh = page.querySelectorAll(others);
  history.replaceState(null, "", address);
  document.querySelectorAll(others).forEach((link, place) => {
    if (fresh[place]) link.setAttribute("href", fresh[place].getAttribute("href"));
  });
}

function replace(form, ids, page, button, sent) {
  const held = button?.value ?? document.activeElement?.id;
  const open = new Set([...document.querySelectorAll("details[open][data-keep]")].map((part) => part.dataset.keep));
  const typing = document.activeElement.matches(HAND) ? document.activeElement : null;
  for (const id of ids) {
    const fresh = document.adoptNode(page.getElementById(id));
    fresh.querySelectorAll("details[data-keep]").forEach((item) => (item.open ||= open.has(item.dataset.keep)));
    graft(document.getElementById(id), fresh, typing, typing && twin(fresh, typing));
  }
  if (typing) typeAgain(typing, sent.get(typing.name), form.method);
  focusAgain(held);
  announce(form);
  reveal();
  again();
}

const twin = (where, field) => where.querySelector(`${HAND}[name="${CSS.escape(field.name)}"]`);

// Puts `fresh` in the place of `old`, around the field being typed in: it stays, with its hand and its history.
function graft(old, fresh, typing, same) {
  if (!same || !old.contains(typing) || old.tagName !== fresh.tagName) return old.replaceWith(fresh);
  for (const name of old.getAttributeNames()) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) old.setAttribute(name, value);
  if (old === typing) return;
  const kept = [...old.children].find((child) => child.contains(typing));
  const [nodes, match] = [[...fresh.childNodes], [...fresh.children].find((child) => child.contains(same))];
  for (const node of [...old.childNodes]) if (node !== kept) node.remove();
  kept.before(...nodes.slice(0, nodes.indexOf(match)));
  kept.after(...nodes.slice(nodes.indexOf(match) + 1));
  graft(kept, match, typing, same);
}

// What was typed since the form was sent is kept; the rest may come back tidied, except in a calculator.
function typeAgain(typing, sent, method) {
  const same = typing.isConnected ? typing : twin(document, typing);
  if (!same) return;
  const tidy = same.getAttribute("value");
  if (method === "post" && typing.value === sent && same.value !== tidy) same.value = tidy;
  if (same === typing) return;
  if (method === "get" || typing.value !== sent) same.value = typing.value;
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

// The sentence marked data-said is read out by a region that stays: one that is itself replaced may stay silent.
function announce(form) {
  const said = document.querySelector("[data-said]")?.textContent.trim();
  if (!said) return;
  let voice = form.querySelector("[role=status].away");
  if (!voice) form.append((voice = Object.assign(document.createElement("p"), { className: "away", role: "status" })));
  if (voice.textContent !== said) voice.textContent = said;
}

// Buttons that only a script can serve are written hidden.
function reveal() {
  document.querySelectorAll("[data-copy][hidden]").forEach((button) => (button.hidden = false));
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
  form.addEventListener("input", (event) => {
    if (!event.target.matches(form.method === "get" ? HAND : WATCHED)) return;
    clearTimeout(pause);
    pause = setTimeout(() => send(form, null, true), PAUSE);
  });
  if ([...form.elements].some(changed)) send(form, null, true);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  await navigator.clipboard.writeText(field.value);
  button.textContent = button.dataset.copied;
});

reveal();
again();
