// A form marked data-suggest="address" shows, under its search field, the first answers to what is being typed: a list
// of options one walks with the arrow keys, as in the combobox pattern of WAI-ARIA. Enter on an option opens it, Escape
// closes the list. Without this script, the form leads to the page of results.

const PAUSE = 150; // Milliseconds without a key before suggestions are asked for.
const LEAST = 2; // Letters.

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const field = form.querySelector("input[type=search]");
  const voice = Object.assign(document.createElement("p"), { className: "away", role: "status" });
  let pause;
  let turn = 0;

  const list = () => form.querySelector("[role=listbox]");
  const options = () => [...form.querySelectorAll("[role=option]")];
  const chosen = () => form.querySelector("[role=option][aria-selected=true]");

  function close() {
    turn += 1;
    clearTimeout(pause);
    list()?.remove();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    field.removeAttribute("aria-controls");
    voice.textContent = "";
  }

  async function ask() {
    const mine = ++turn;
    const typed = field.value.trim();
    if (typed.length < LEAST) return close();
    const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: typed })}`).catch(() => null);
    const fresh = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine === turn) show(fresh ? fresh.querySelector("[role=listbox]") : null);
  }

  function show(fresh) {
    close();
    if (!fresh || document.activeElement !== field) return;
    voice.textContent = fresh.dataset.said;
    if (!fresh.children.length) return;
    form.append(document.adoptNode(fresh));
    field.setAttribute("aria-controls", fresh.id);
    field.setAttribute("aria-expanded", "true");
  }

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  }

  // From the field to the first option, past the last one back to the field, and the other way round.
  function walk(step) {
    const stops = [null, ...options()];
    choose(stops[(stops.indexOf(chosen()) + step + stops.length) % stops.length]);
  }

  form.append(voice);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" }))
    field.setAttribute(name, value);

  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list()) walk(event.key === "ArrowDown" ? 1 : -1);
      else ask();
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      location.assign(chosen().dataset.address);
    } else if (event.key === "Escape" && list()) {
      event.preventDefault();
      close();
    }
  });
  field.addEventListener("blur", close);
  form.addEventListener("submit", close);
  form.addEventListener("pointerdown", (event) => {
    if (event.target.closest("[role=listbox]")) event.preventDefault();
  });
  form.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.address);
  });
}
