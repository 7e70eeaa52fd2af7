// The interview, one turn at a time: what is typed goes to marks.js at each stroke, the clock runs, keys rate.
// Without this script each turn is a page, with a form that saves.

import { Marks, forget, unsent, watch } from "./marks.js";
import { changed } from "./typed.js";

const root = document.querySelector("[data-interview]");
const left = document.querySelector("[data-forget]");
const all = (selector, within = root) => [...within.querySelectorAll(selector)];
const named = (field) => all(`[name="${CSS.escape(field)}"]`);
const typing = (element) => element?.matches("textarea, select, input:not([type=radio], [type=checkbox])");

const page = {
  state(name) {
    const line = root.querySelector("[data-state]");
    const newer = line.textContent === line.dataset.newer;
    const words = name === "writing" ? (newer ? "" : line.textContent) : line.dataset[name];
    if (!(newer && name === "saved") && line.textContent !== words) line.textContent = words;
    line.dataset.is = name;
    if (name === "saved") page.settled?.();
    if (name === "locked" || name === "lost") all("textarea").forEach((field) => (field.readOnly = true));
  },
  value(field, value) {
    const controls = named(field);
    if (!controls.length) return true;
    if (controls[0].type === "radio") {
      for (const control of controls) control.checked = control.value === value;
    } else if (controls[0].value !== value) {
      if (controls[0] === document.activeElement && document.hasFocus()) return false;
      controls[0].value = value;
    }
    tick(controls[0]);
    return true;
  },
  advice(field, found) {
    const list = document.getElementById(`${field}-advice`);
    if (!list) return;
    const said = found.map(({ kind, name, instead }) => {
      const line = document.createElement("li");
      const strong = document.createElement("strong");
      strong.textContent = root.dataset[kind].replace("{name}", name);
      line.append(strong, ` ${instead}`);
      return line;
    });
    if (list.textContent.trim() !== said.map((line) => line.textContent).join("")) list.replaceChildren(...said);
  },
};

// Marks the turn that a control stands in as filled, or not.
function tick(control) {
  const turn = control.closest("[data-turn]");
  if (!turn) return;
  const rated = all("[data-rating]", turn).every((group) => group.querySelector("input:checked")?.value);
  const skipped = turn.querySelector("[data-skipped] textarea")?.value.trim();
  const link = root.querySelector(`.jump [data-go="${CSS.escape(turn.dataset.turn)}"]`);
  link.classList.toggle("jump__to--done", Boolean(turn.querySelector("[data-rating]") && (rated || skipped)));
}

function interview(marks) {
  const turns = all("[data-turn]");
  const names = turns.map((turn) => turn.dataset.turn);
  const current = () => turns.find((turn) => !turn.hidden);

  function go(name) {
    const turn = turns[names.indexOf(name)];
    if (!turn || turn === current()) return;
    for (const each of turns) each.hidden = each !== turn;
    for (const link of all(".jump [data-go]")) {
      if (link.dataset.go !== name) link.removeAttribute("aria-current");
      else link.setAttribute("aria-current", "step") ?? link.scrollIntoView({ block: "nearest", inline: "center" });
    }
    history.replaceState(null, "", `?step=${encodeURIComponent(name)}`);
    turn.querySelector("h2").focus({ preventScroll: true });
    root.scrollIntoView();
    clock?.turn(name);
    due = name === names.at(-1);
    marks.send().then(page.settled);
  }

  // What is missing and what was put aside are written by the service, once it has all: later, on a slow or cut line.
  let due = false;
  page.settled = () => due && !marks.waiting && sum();
  async function sum() {
    due = false;
    const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return void (due = true);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["gaps", "aside"]) {
      const part = fresh.getElementById(id);
      if (part) document.getElementById(id).replaceWith(document.adoptNode(part));
    }
  }

  root.addEventListener("input", ({ target }) => {
    if (!target.name?.includes(".")) return;
    marks.put(target.name, target.value);
    tick(target);
  });
  root.addEventListener("focusout", ({ target }) => target.name?.includes(".") && marks.send().then(() => marks.look()));
  root.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-go], [data-leave]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.dataset.go) {
      event.preventDefault();
      go(link.dataset.go);
    } else if (marks.waiting) {
      event.preventDefault();
      if (await marks.send()) link.click();
    }
  });
  root.addEventListener("submit", (event) => {
    if (event.target.method !== "post" || event.submitter?.matches("[data-leave]")) return;
    event.preventDefault();
    marks.send();
  });
  const clock = root.querySelector("[data-watch]") && timed(root.querySelector("[data-watch]"), turns, current);
  keys(go, names, current, marks);
  due = current().dataset.turn === names.at(-1) && marks.waiting;
}

function keys(go, names, current, marks) {
  const panel = root.querySelector("[data-help-panel]");
  const switched = panel.querySelector("[data-keys]");
  const help = root.querySelector("[data-help]");
  help.hidden = false;
  help.addEventListener("click", () => panel.showModal());
  panel.querySelector("[data-close]").addEventListener("click", () => panel.close());
  switched.checked = localStorage.getItem("tremplin.keys") !== "off";
  switched.addEventListener("change", () => localStorage.setItem("tremplin.keys", switched.checked ? "on" : "off"));

  function rate(value) {
    const groups = all("[data-rating]", current());
    const group =
      groups.find((each) => each.contains(document.activeElement)) ??
      groups.find((each) => !each.querySelector("input:checked")?.value) ??
      groups[0];
    const control = group && all("input[type=radio]", group).find((each) => each.value === value);
    if (!control) return;
    control.checked = true;
    control.focus();
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function step(by) {
    const name = names[names.indexOf(current().dataset.turn) + by];
    if (name) go(name);
  }

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!switched.checked || panel.open || typing(target) || marks.stopped) return;
    if (/^[1-5]$/.test(key)) rate(key);
    else if (key === "0") rate("not-observed");
    else if (key === "ArrowLeft" && target.type !== "radio") step(-1);
    else if (key === "ArrowRight" && target.type !== "radio") step(1);
    else if (key === "n" || key === "N") current().querySelector("textarea")?.focus();
    else if (key === "?") panel.showModal();
    else return;
    event.preventDefault();
  });
}

// The time of this turn and of the whole, on this device; said in words when it runs over.
function timed(box, turns, current) {
  const [card, words] = [root.dataset.card, box.querySelector("[data-late]").dataset];
  const [button, spot] = [box.querySelector("[data-watch-button]"), (name) => box.querySelector(`[data-watch-${name}]`)];
  const planned = turns.reduce((sum, turn) => sum + Number(turn.dataset.seconds), 0) * 1000;
  const state = watch.read(card) ?? { running: false, since: 0, spent: {} };
  const shown = (time) => `${Math.floor(time / 60000)}:${String(Math.floor(time / 1000) % 60).padStart(2, "0")}`;
  const late = (over) => (over >= 60000 ? words.late.replace("{min}", Math.floor(over / 60000)) : "");
  let name = current().dataset.turn;

  function settle() {
    if (state.running) state.spent[name] = (state.spent[name] ?? 0) + Date.now() - state.since;
    state.since = Date.now();
    watch.write(card, state);
  }

  function draw() {
    const running = state.running ? Date.now() - state.since : 0;
    const here = (state.spent[name] ?? 0) + running;
    const whole = Object.values(state.spent).reduce((sum, time) => sum + time, running);
    const seconds = Number(current().dataset.seconds);
    spot("turn").textContent = shown(here);
    spot("all").textContent = shown(whole);
    spot("planned").textContent = words.min.replace("{min}", Math.ceil(seconds / 60));
    spot("turn").closest("p").hidden = !seconds;
    spot("late").textContent = seconds ? late(here - seconds * 1000) : "";
    spot("all-late").textContent = late(whole - planned);
    const begun = Object.keys(state.spent).length > 0;
    const said = state.running ? button.dataset.pause : begun ? button.dataset.resume : button.dataset.start;
    if (button.textContent !== said) button.textContent = said;
  }

  button.addEventListener("click", () => {
    settle();
    state.running = !state.running;
    settle();
    draw();
  });
  addEventListener("pagehide", settle);
  setInterval(draw, 1000);
  box.hidden = false;
  draw();
  return {
    turn(next) {
      settle();
      name = next;
      draw();
    },
  };
}

// Before a card is sent, what is still on this device is.
function sending(form, marks) {
  form.addEventListener("submit", async (event) => {
    if (!marks.waiting || marks.stopped) return;
    event.preventDefault();
    if (await marks.send()) form.submit();
  });
}

// What was typed before this script came: nobody heard it.
function typedEarly() {
  return all("input[type=radio], textarea")
    .filter((control) => control.name.includes(".") && changed(control))
    .map((control) => [control.name, control.value]);
}

// What never reached a card that takes nothing more is shown once, and leaves this device.
function remains(card) {
  const box = document.querySelector("[data-left]");
  for (const [field, { value }] of unsent(card).filter(([, mark]) => mark.value.trim())) {
    const text = Object.assign(document.createElement("textarea"), { className: "input", readOnly: true, value });
    text.setAttribute("aria-label", field);
    box.append(text);
    box.hidden = false;
  }
  forget(card);
}

if (left) remains(left.dataset.forget);
if (root) {
  const early = typedEarly();
  const { marks: address, card, now, token } = root.dataset;
  const marks = new Marks({ address, card, now, token }, page);
  const form = root.querySelector("[data-send]");
  if (form) sending(form, marks);
  else interview(marks);
  for (const [field, value] of early) {
    marks.put(field, value);
    page.value(field, value);
  }
}
