// The board: pick up a card by mouse, finger or keyboard, see what each period costs, and drop it.
// The server decides everything; this only shows and asks. Without it each card is a link to a page that moves.

const place = document.getElementById("bord-plek");
const says = document.getElementById("bord-zegt");
const panel = document.getElementById("bord-paneel");
const dialog = document.getElementById("bord-vraag");
const words = JSON.parse(document.getElementById("bord-woorden").textContent);
const HOLD = 280; // milliseconds before a finger picks up; a shorter touch scrolls
const FAR = 6; // pixels before the mouse drags
const POLL = 5000;

// What is picked up: {card, unit, title, hours, version, offset, costs, at, ghost}; null when nothing is.
let held = null;
let busy = false;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const periods = () => [...place.querySelectorAll(".period[data-place]")];
const cardOf = (unit) => place.querySelector(`a.unit[data-unit="${unit}"]`);
const urlOf = (unit, name) => `${place.dataset.unitUrls}${unit}/${name}/`;
const variant = new URL(place.dataset.freshBoard, location.href).search;

let quiet;
function say(text) {
  says.textContent = text;
  says.classList.add("shown");
  clearTimeout(quiet);
  if (!held) quiet = setTimeout(() => says.classList.remove("shown"), 12000);
}

// -- asking the server -----------------------------------------------------------------------------

async function ask(url, data) {
  const options = { headers: { Accept: "application/json" } };
  if (data) {
    options.method = "POST";
    options.body = new URLSearchParams(data);
    options.headers["X-CSRFToken"] = document.querySelector("[name=csrfmiddlewaretoken]").value;
  }
  const answer = await fetch(url, options);
  if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error("no JSON");
  return answer.json();
}

async function quietly(work) {
  if (busy) return;
  busy = true;
  try {
    await work();
  } catch {
    say(words.down);
  } finally {
    busy = false;
  }
}

// Put another state of the board in place; the card or button that had the focus has it again.
function show(html) {
  const active = document.activeElement;
  const unit = active?.dataset?.unit;
  const turn = active?.closest?.("form[data-turn]")?.dataset.turn;
  const open = Boolean(place.querySelector("details.more")?.open);
  place.innerHTML = html;
  if (open) place.querySelector("details.more")?.setAttribute("open", "");
  if (unit) cardOf(unit)?.focus({ preventScroll: true });
  if (turn) place.querySelector(`form[data-turn="${turn}"] button`)?.focus({ preventScroll: true });
  enhance();
}

// An answer that was overtaken by a later question would put an old board back.
let asked = 0;
async function refresh(stamp) {
  asked += 1;
  const mine = asked;
  const answer = await fetch(`${place.dataset.freshBoard}&stand=${stamp ?? ""}`);
  if (answer.status !== 200 || answer.redirected) return false;
  const html = await answer.text();
  if (held || mine !== asked) return false;
  show(html);
  return true;
}

// After something was sent: say how it went, and show the board as it is now.
async function settle(answer, unit) {
  asked += 1;
  if (answer.board) show(answer.board);
  else if (answer.said) await refresh();
  say(answer.said ?? answer.text);
  if (unit) {
    cardOf(unit)?.focus({ preventScroll: true });
    cardOf(unit)?.scrollIntoView({ block: "nearest" });
  }
  if (!panel.hidden) await openPanel(panel.dataset.unit, false);
}

// -- one stop for the Tab key per unit, and what a card can do ----------------------------------------

function enhance() {
  const seen = new Set();
  for (const card of place.querySelectorAll("a.unit")) {
    card.setAttribute("role", "button");
    card.setAttribute("aria-describedby", "bord-uitleg");
    // Where each period has a card of its own, the first one stands for the unit.
    card.tabIndex = seen.has(card.dataset.unit) ? -1 : 0;
    seen.add(card.dataset.unit);
  }
}

function together(unit, on) {
  for (const card of place.querySelectorAll(`a.unit[data-unit="${unit}"]`)) card.classList.toggle("unit-same", on);
}
for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  place.addEventListener(name, (event) => {
    const card = event.target.closest("a.unit");
    if (card) together(card.dataset.unit, on);
  });
}

// -- picking up, moving, dropping ------------------------------------------------------------------

const SIGNS = { cheaper: "▼", equal: "=", dearer: "▲", unfit: "✕", here: "●" };

function pickUp(card) {
  if (card.dataset.locked !== undefined) {
    say(fill(words.locked, card.dataset));
    return false;
  }
  const all = periods();
  const first = all.findIndex((each) => each.dataset.place === card.dataset.first);
  held = { card, ...card.dataset, all, first, at: first, offset: Number(card.dataset.offset), costs: null, ghost: null };
  place.classList.add("carrying");
  for (const each of place.querySelectorAll(`a.unit[data-unit="${held.unit}"]`)) each.classList.add("unit-held");
  const mine = held;
  mine.ready = ask(urlOf(held.unit, "kosten"))
    .then((answer) => {
      mine.costs = Object.fromEntries(answer.places.map((each) => [each.place, each]));
      if (held === mine) colour();
    })
    .catch(() => {
      if (held !== mine) return;
      letGo();
      say(words.down);
    });
  return true;
}

function colour() {
  for (const each of held.all) {
    const cost = held.costs[each.dataset.place];
    each.dataset.cost = cost.kind;
    const points = ["cheaper", "dearer"].includes(cost.kind) ? `: ${cost.cost}` : "";
    each.querySelector(".drop-cost").textContent = `${SIGNS[cost.kind]} ${cost.word}${points}`;
  }
}

// The period in which the unit would begin when it is held above number ``at``.
const startOf = (at) => held.all[held.first < 0 ? at : at - held.offset];

function aim(at) {
  for (const each of held.all) each.classList.remove("aimed");
  held.at = at;
  const start = at >= 0 ? startOf(at) : null;
  start?.classList.add("aimed");
  return start;
}

function tell(lead) {
  const start = held.at >= 0 ? startOf(held.at) : null;
  const cost = start && held.costs?.[start.dataset.place];
  const rest = cost ? fill(words.at, { place: start.dataset.label, sentence: cost.sentence.replace(/\.$/, "") }) : "";
  say([lead, rest].filter(Boolean).join(" "));
}

function letGo() {
  if (!held) return;
  held.ghost?.remove();
  place.classList.remove("carrying");
  for (const each of place.querySelectorAll(".unit-held")) each.classList.remove("unit-held");
  for (const each of held.all) {
    each.classList.remove("aimed");
    delete each.dataset.cost;
  }
  held = null;
}

function putBack() {
  const { title } = held;
  letGo();
  say(fill(words.back, { title }));
}

async function drop(start) {
  const { unit, title, version, card, first, all } = held;
  if (!start || all[first] === start) {
    putBack();
    return;
  }
  letGo();
  say(words.busy);
  await quietly(async () => {
    await send(unit, { start: start.dataset.place, version }, title);
  });
  if (document.activeElement === document.body) card.isConnected ? card.focus() : cardOf(unit)?.focus();
}

async function send(unit, data, title) {
  const url = urlOf(unit, "plaats") + variant;
  let answer = await ask(url, data);
  // What breaks a rule is asked first; between asking and agreeing somebody else may have moved something.
  while (answer.breaks) {
    if (!(await agree(answer))) {
      say(fill(words.back, { title }));
      cardOf(unit)?.focus();
      return;
    }
    answer = await ask(url, { ...data, agreed: answer.sign });
  }
  await settle(answer, unit);
}

function agree(answer) {
  const list = dialog.querySelector("[data-breaks]");
  list.replaceChildren(
    ...answer.breaks.map((text) => {
      const row = document.createElement("li");
      row.textContent = text;
      return row;
    }),
  );
  const cost = dialog.querySelector("[data-cost]");
  cost.textContent = answer.cost ? `${answer.cost[0].toUpperCase()}${answer.cost.slice(1)}.` : "";
  says.classList.remove("shown");
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
dialog.querySelector("[data-yes]").addEventListener("click", () => dialog.close("yes"));
dialog.querySelector("[data-no]").addEventListener("click", () => dialog.close(""));

// -- by keyboard -----------------------------------------------------------------------------------

// Up and down keep the number of the period and go to the leerjaar before or after.
function otherYear(at, step) {
  const here = held.all[at].dataset;
  const [year, number] = here.place.split("-").map(Number);
  return held.all.findIndex((each) => each.dataset.place === `${year + step}-${number}`);
}

function goTo(key) {
  // Not on the board yet: the first arrow goes to the first period.
  if (held.at < 0) return 0;
  const last = held.all.length - 1;
  if (key === "ArrowLeft") return held.at - 1;
  if (key === "ArrowRight") return held.at + 1;
  if (key === "Home") return 0;
  if (key === "End") return last;
  return otherYear(held.at, key === "ArrowUp" ? -1 : 1);
}

async function carry(event) {
  if (["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) {
    event.preventDefault();
    const mine = held;
    await held.ready;
    if (held !== mine) return;
    const at = goTo(event.key);
    if (at < 0 || at >= held.all.length) {
      say(words.early);
      return;
    }
    aim(at).querySelector(".drop-cost").scrollIntoView({ block: "nearest" });
    tell("");
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    await drop(held.at >= 0 ? startOf(held.at) : null);
  } else if (event.key === "Escape" || event.key === "Tab") {
    putBack();
  }
}

async function lift(card) {
  if (!pickUp(card)) return;
  held.offset = 0;
  if (held.first >= 0) aim(held.first);
  await held.ready;
  if (held?.card === card) tell(fill(words.picked, card.dataset));
}

document.addEventListener("keydown", async (event) => {
  if (dialog.open || event.target.matches("input, textarea, select")) return;
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (command && !event.altKey && (key === "z" || key === "y")) {
    event.preventDefault();
    if (!held) await turn(key === "y" || event.shiftKey ? "redo" : "undo");
    return;
  }
  if (command || event.altKey || event.repeat && event.key === "Enter") return;
  if (held) {
    await carry(event);
    return;
  }
  const card = event.target.closest?.("a.unit");
  if (event.key === "Escape" && !panel.hidden) closePanel();
  if (!card || !place.contains(card) || busy) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    await lift(card);
  } else if (key === "l") {
    await quietly(() => lock(card));
  } else if (key === "w") {
    await openPanel(card.dataset.unit, true);
  }
});

async function lock(card) {
  const { unit, version } = card.dataset;
  const data = card.dataset.locked === undefined ? { version, locked: "1" } : { version };
  await settle(await ask(urlOf(unit, "vast") + variant, data), unit);
}

// -- by mouse and finger ---------------------------------------------------------------------------

let press = null;

place.addEventListener("dragstart", (event) => event.preventDefault());
place.addEventListener("contextmenu", (event) => {
  // A long touch picks up; the menu of the link would come over it.
  if (press?.touch || held?.ghost) event.preventDefault();
});

place.addEventListener("pointerdown", (event) => {
  const card = event.target.closest("a.unit");
  if (!card || event.button !== 0 || held || busy || dialog.open) return;
  const touch = event.pointerType !== "mouse";
  press = { card, touch, id: event.pointerId, x: event.clientX, y: event.clientY, moved: false };
  if (touch) press.timer = setTimeout(() => startDrag(press), HOLD);
});

function startDrag(from) {
  if (!from || !pickUp(from.card)) {
    press = null;
    return;
  }
  from.dragging = true;
  const ghost = from.card.cloneNode(true);
  const box = from.card.getBoundingClientRect();
  for (const name of ["data-unit", "href", "id"]) ghost.removeAttribute(name);
  ghost.setAttribute("aria-hidden", "true");
  ghost.classList.add("ghost");
  ghost.style.width = `${Math.min(box.width, 260)}px`;
  document.body.append(ghost);
  held.ghost = ghost;
  follow(from.x, from.y);
  requestAnimationFrame(scrollAlong);
  if (held.first >= 0) say(fill(words.picked, from.card.dataset));
}

function follow(x, y) {
  held.ghost.style.transform = `translate(${x + 8}px, ${y + 8}px)`;
  const drop = document.elementsFromPoint(x, y).find((each) => each.matches(".drop"));
  const at = drop ? held.all.indexOf(drop.closest(".period")) : -1;
  held.x = x;
  held.y = y;
  if (at === held.over) return;
  held.over = at;
  aim(at);
  if (held.costs) tell("");
}

document.addEventListener("pointermove", (event) => {
  if (!press || event.pointerId !== press.id) return;
  const far = Math.hypot(event.clientX - press.x, event.clientY - press.y) > FAR;
  if (far) press.moved = true;
  if (!press.dragging) {
    if (far && press.touch) stopPress();
    else if (far) startDrag(press);
    if (!press?.dragging) return;
  }
  event.preventDefault();
  if (held?.ghost) follow(event.clientX, event.clientY);
});

// A finger that drags must not scroll the page along.
document.addEventListener("touchmove", (event) => held?.ghost && event.preventDefault(), { passive: false });

// Near the edge of the window the page scrolls along.
function scrollAlong() {
  if (!held?.ghost) return;
  const edge = 70;
  const step = held.y < edge ? -14 : held.y > innerHeight - edge ? 14 : 0;
  if (step) {
    window.scrollBy({ top: step, behavior: "instant" });
    follow(held.x, held.y);
  }
  requestAnimationFrame(scrollAlong);
}

function stopPress() {
  clearTimeout(press?.timer);
  press = null;
}

document.addEventListener("pointerup", async (event) => {
  if (!press || event.pointerId !== press.id) return;
  const { dragging, card } = press;
  stopPress();
  if (!dragging || !held) return;
  // The click that follows a drag is no click on the card.
  skipClick = true;
  setTimeout(() => (skipClick = false), 0);
  const start = held.at >= 0 && held.over >= 0 ? startOf(held.at) : null;
  card.focus({ preventScroll: true });
  await drop(start);
});

document.addEventListener("pointercancel", () => {
  stopPress();
  if (held?.ghost) putBack();
});

let skipClick = false;
place.addEventListener("click", async (event) => {
  const card = event.target.closest("a.unit");
  if (!card || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (skipClick || held) return;
  // A click of a screen reader has no pointer: it picks up, as Enter does.
  if (event.detail === 0) await lift(card);
  else await openPanel(card.dataset.unit, true);
});

// -- what does it cost, undo and redo --------------------------------------------------------------

async function openPanel(unit, focus) {
  const answer = await fetch(urlOf(unit, "wat-kost-het"));
  if (!answer.ok || answer.redirected) {
    closePanel();
    return;
  }
  panel.innerHTML = await answer.text();
  panel.dataset.unit = unit;
  panel.hidden = false;
  if (!focus) return;
  says.classList.remove("shown");
  panel.focus({ preventScroll: true });
}

function closePanel() {
  const { unit } = panel.dataset;
  const inside = panel.contains(document.activeElement);
  panel.hidden = true;
  panel.replaceChildren();
  if (inside) cardOf(unit)?.focus();
}
panel.addEventListener("click", (event) => event.target.closest("[data-close]") && closePanel());

panel.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-board-form]");
  if (!form) return;
  event.preventDefault();
  const { unit } = panel.dataset;
  const data = Object.fromEntries(new FormData(form));
  await quietly(async () => {
    if (data.start && form.action.endsWith("/plaats/")) await send(unit, data, cardOf(unit)?.dataset.title);
    else await settle(await ask(form.getAttribute("action") + variant, data), null);
  });
});

async function turn(name) {
  const form = place.querySelector(`form[data-turn="${name}"]`);
  const data = { move: form.elements.move.value };
  await quietly(async () => settle(await ask(place.dataset[name] + variant, data), null));
}

place.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-turn]");
  if (!form) return;
  event.preventDefault();
  await turn(form.dataset.turn);
});

// -- what somebody else did appears by itself; not while a card is in the hand ------------------------

setInterval(async () => {
  if (held || busy || press || dialog.open || document.hidden) return;
  const before = document.getElementById("bord");
  try {
    if (!(await refresh(before.dataset.stamp))) return;
    const last = document.getElementById("bord").dataset.last;
    if (last && last !== before.dataset.last) say(last);
    if (!panel.hidden && !panel.contains(document.activeElement)) await openPanel(panel.dataset.unit, false);
  } catch {
    // The next time goes better, or a move says that it failed.
  }
}, POLL);

enhance();
