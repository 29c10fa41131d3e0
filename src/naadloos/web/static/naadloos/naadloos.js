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

// Buttons with the script: only shown when there is one.
document.documentElement.classList.add("has-script");
