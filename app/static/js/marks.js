// What is typed in a scorecard. Each stroke is first written on this device, and stays there until the service says
// that it has it. A value carries the moment it was typed: an older one never takes the place of a newer one.

const PAUSE = 300; // Milliseconds between a stroke and its sending; strokes that follow go with it.
const WATCH = 20_000; // Milliseconds between two looks at what other tabs and devices wrote.
const LONGEST_WAIT = 8_000;
const HEAVIEST = 50_000; // Signs in a request; one that outlives its page may not be much heavier.
const memory = new Map();

// A browser that keeps nothing still lets one work; it only loses what is unsent when the page is closed.
const shelf = {
  read: (key) => attempt(() => localStorage.getItem(key)) ?? memory.get(key) ?? null,
  write(key, value) {
    memory.set(key, value);
    attempt(() => localStorage.setItem(key, value));
  },
  erase(key) {
    memory.delete(key);
    attempt(() => localStorage.removeItem(key));
  },
  keys: () => new Set([...memory.keys(), ...(attempt(() => Object.keys(localStorage)) ?? [])]),
};

function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

const place = (card) => `tremplin.card.${card}.`;

// What is still on this device of a card: [field, {value, at}].
export function unsent(card) {
  const start = place(card);
  return [...shelf.keys()]
    .filter((key) => key.startsWith(start))
    .map((key) => [key.slice(start.length), JSON.parse(shelf.read(key))]);
}

export function forget(card) {
  for (const [field] of unsent(card)) shelf.erase(place(card) + field);
  shelf.erase(`tremplin.watch.${card}`);
}

export const watch = {
  read: (card) => JSON.parse(shelf.read(`tremplin.watch.${card}`) ?? "null"),
  write: (card, state) => shelf.write(`tremplin.watch.${card}`, JSON.stringify(state)),
};

export class Marks {
  // `page` has: state(name), value(field, value) which answers whether it could be shown, advice(field, list).
  constructor({ address, card, now, token }, page) {
    Object.assign(this, { address, card, token, page, known: new Map(), failures: 0, stopped: false });
    this.offset = Number(now) - Date.now();
    this.device = shelf.read("tremplin.device") ?? crypto.getRandomValues(new Uint32Array(3)).join("-");
    shelf.write("tremplin.device", this.device);
    for (const [field, mark] of unsent(card)) this.show(field, { ...mark, device: this.device });
    addEventListener("online", () => this.send());
    addEventListener("pagehide", () => this.send(true));
    addEventListener("focus", () => this.look());
    addEventListener("storage", (event) => this.heard(event));
    document.addEventListener("visibilitychange", () => (document.hidden ? this.send(true) : this.look()));
    setInterval(() => document.hidden || this.look(), WATCH);
    this.send();
    this.look();
  }

  get waiting() {
    return unsent(this.card).length > 0;
  }

  put(field, value) {
    if (this.stopped) return;
    const at = Math.max(Date.now() + this.offset, Number(shelf.read("tremplin.last") ?? 0) + 1);
    shelf.write("tremplin.last", String(at));
    shelf.write(place(this.card) + field, JSON.stringify({ value, at }));
    this.known.set(field, { at, device: this.device });
    this.page.state("writing");
    this.timer ??= setTimeout(() => this.send(), PAUSE);
  }

  // Sends what waits; answers whether nothing waits any more. A page that closes does not wait for the one before.
  async send(closing = false) {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.stopped) return false;
    if (this.sending && !closing) {
      await this.sending;
      return this.waiting ? this.send() : true;
    }
    const batch = this.batch();
    if (!batch.length) return true;
    const sent = this.deliver(batch);
    this.sending = sent;
    const done = await sent;
    if (this.sending === sent) this.sending = null;
    return done && this.waiting ? this.send() : done;
  }

  batch() {
    const batch = [];
    let weight = 0;
    for (const [field, { value, at }] of unsent(this.card)) {
      weight += value.length + 200;
      if (batch.length && (weight > HEAVIEST || batch.length === 100)) break;
      batch.push({ field, value, at, device: this.device });
    }
    return batch;
  }

  async deliver(batch) {
    const body = JSON.stringify(batch);
    let answer = await this.ask(body);
    if (answer?.status === 400 && (await this.look())) answer = await this.ask(body);
    if (answer?.status === 200) return this.kept(batch, answer.said);
    if (answer?.status === 409) return this.stop("locked", answer.said.code === "submitted");
    if (answer?.status === 404) return this.stop("lost", true);
    return this.later();
  }

  async ask(body) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.token };
    const keepalive = body ? body.length <= HEAVIEST : false;
    const begun = Date.now();
    const options = body ? { method: "POST", headers, body, keepalive } : { cache: "no-store" };
    const answer = await fetch(this.address, options).catch(() => null);
    if (!answer) return null;
    const json = answer.headers.get("Content-Type")?.startsWith("application/json");
    const said = json ? await answer.json().catch(() => null) : null;
    if (said) this.offset = said.now + (Date.now() - begun) / 2 - Date.now();
    if (said) this.offset = Math.floor(this.offset);
    const ours = said || answer.headers.has("Content-Security-Policy");
    return ours && (said || answer.status !== 200) ? { status: answer.status, said } : null;
  }

  kept(batch, said) {
    this.failures = 0;
    for (const { field, at } of batch) {
      const key = place(this.card) + field;
      if (JSON.parse(shelf.read(key))?.at === at) shelf.erase(key);
      if (said.fields[field]) this.show(field, said.fields[field], true);
      this.page.advice(field, said.advice[field] ?? []);
    }
    if (!this.waiting) this.page.state("saved");
    return true;
  }

  later() {
    this.page.state("kept");
    this.failures += 1;
    this.timer ??= setTimeout(() => this.send(), Math.min(LONGEST_WAIT, 500 * 2 ** this.failures));
    return false;
  }

  stop(why, erased) {
    this.stopped = true;
    if (erased) forget(this.card);
    this.page.state(why);
    return false;
  }

  // Asks what stands in every field, and for a fresh form token; answers whether the service spoke.
  async look() {
    if (this.stopped) return false;
    const answer = await this.ask();
    if (answer?.status === 404) return this.stop("lost", true);
    if (answer?.status !== 200) return false;
    this.token = answer.said.token;
    if (answer.said.state !== "open") return this.stop("locked", answer.said.state === "submitted");
    for (const [field, mark] of Object.entries(answer.said.fields)) this.show(field, mark);
    if (this.waiting) this.timer ??= setTimeout(() => this.send(), PAUSE);
    else this.page.state("saved");
    return true;
  }

  heard({ key, newValue }) {
    const start = place(this.card);
    if (!key?.startsWith(start) || !newValue) return;
    this.show(key.slice(start.length), { ...JSON.parse(newValue), device: this.device });
  }

  // Shows a value that is newer than the one known; a field being typed in is left alone, and asked about again.
  show(field, mark, told = false) {
    const known = this.known.get(field);
    if (known && (mark.at < known.at || (mark.at === known.at && mark.device <= known.device))) return;
    if (!this.page.value(field, mark.value)) return;
    this.known.set(field, { at: mark.at, device: mark.device });
    if (told && mark.device !== this.device) this.page.state("newer");
  }
}
