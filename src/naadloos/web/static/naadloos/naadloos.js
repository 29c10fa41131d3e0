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
