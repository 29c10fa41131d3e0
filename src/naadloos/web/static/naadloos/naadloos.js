// Small helps; every page works without them.

// Copy a link that must be sent to somebody else.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  navigator.clipboard?.writeText(field.value).then(() => {
    button.textContent = button.dataset.done;
  });
});

// Leaving a form with something typed asks first.
let changed = false;
document.addEventListener("input", (event) => {
  if (event.target.closest("form[data-guard]")) changed = true;
});
document.addEventListener("submit", () => {
  changed = false;
});
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});

// Judging by keyboard: a digit chooses the verdict, n goes on.
document.addEventListener("keydown", (event) => {
  const form = document.querySelector("form[data-keys]");
  if (!form || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const button = form.querySelectorAll("button.verdict")[Number(event.key) - 1];
  if (button) button.click();
  if (event.key === "n") document.querySelector("a[data-next]")?.click();
  if (event.key === "p") document.querySelector("a[data-before]")?.click();
  if (event.key === "z") document.querySelector("button[data-undo]")?.click();
  const field = { u: "hours", t: "comment" }[event.key];
  if (field) {
    event.preventDefault();
    form.elements[field].focus();
  }
});

// The matrix folds by module (rows) and by kerntaak (columns).
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-fold]");
  if (!button) return;
  const open = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(open));
  if (button.dataset.fold === "rows") {
    for (const row of [...button.closest("tbody").rows].slice(1)) row.hidden = !open;
    return;
  }
  const head = button.closest("th");
  const table = head.closest("table");
  const heads = [...head.parentElement.cells];
  const at = heads.indexOf(head);
  const width = (cell) => Number(cell.dataset.width || cell.colSpan);
  head.dataset.width = String(width(head));
  const first = heads.slice(1, at).reduce((sum, cell) => sum + width(cell), 1);
  head.colSpan = open ? width(head) : 1;
  // The first column of a folded kerntaak stays as a narrow, empty one, so that its head keeps a place.
  for (const row of table.rows) {
    if (row === head.parentElement || row.cells.length < 3) continue;
    for (let index = first; index < first + width(head); index += 1) {
      if (index > first) row.cells[index].hidden = !open;
      else row.cells[index].classList.toggle("folded", !open);
    }
  }
});

// What somebody else changed appears on an open page; a part in which this person is typing is left alone.
async function freshen() {
  const place = document.querySelector("[data-fresh]");
  if (!place || document.hidden) return;
  const answer = await fetch(place.dataset.fresh);
  if (answer.status !== 200) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  for (const part of [...fresh.children]) {
    const old = document.getElementById(part.id);
    if (!old || (old !== place && old.contains(document.activeElement))) continue;
    old.replaceWith(part);
    htmx.process(part);
  }
}
if (document.querySelector("[data-fresh]")) setInterval(() => freshen().catch(() => {}), 6000);

// How much of a file is on its way.
document.addEventListener("htmx:xhr:progress", (event) => {
  const bar = event.target.querySelector?.("[data-upload]");
  if (!bar || !event.detail.lengthComputable) return;
  bar.hidden = false;
  bar.querySelector("progress").value = (100 * event.detail.loaded) / event.detail.total;
});

// A form with mistakes comes back with what was wrong (422), also without loading the page again.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status !== 422) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.matches("main")) document.querySelector("main").focus();
});

// A screen reader hears of a job only when there is news.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  if (target.textContent.trim() === fragment.textContent.trim()) event.detail.shouldSwap = false;
});

// Buttons with the script: only shown when there is one.
document.documentElement.classList.add("has-script");

// Fields that do not count with what is chosen are hidden; a field with a mistake always shows.
const shownWhen = document.getElementById("velden-bij");
if (shownWhen) {
  const rules = JSON.parse(shownWhen.textContent);
  const form = shownWhen.closest("form");
  const show = () => {
    for (const [choice, fields] of Object.entries(rules)) {
      const counting = new Set(fields[form.elements[choice].value] ?? []);
      for (const name of new Set(Object.values(fields).flat())) {
        const place = form.elements[name].closest(".field");
        place.hidden = !counting.has(name) && !place.matches(".utrecht-form-field--invalid");
      }
    }
  };
  form.addEventListener("change", show);
  show();
}
