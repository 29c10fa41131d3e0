// Drag one half day of a group onto another: they change places. The lists in the cells do the same with the keyboard.
let from = null;
for (const cell of document.querySelectorAll(".week-table[data-editing] .week-cell")) {
  cell.draggable = true;
  cell.addEventListener("dragstart", () => { from = cell; });
  cell.addEventListener("dragend", () => { from = null; });
  cell.addEventListener("dragover", (event) => { if (from && from !== cell && from.closest("table") === cell.closest("table")) event.preventDefault(); });
  cell.addEventListener("drop", (event) => {
    event.preventDefault();
    const form = from?.querySelector("form");
    if (!form || from.closest("table") !== cell.closest("table")) return;
    const to = document.createElement("input");
    to.type = "hidden";
    to.name = "naar";
    to.value = cell.dataset.half;
    form.append(to);
    form.submit();
  });
}
