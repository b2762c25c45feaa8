/* A table sorts, searches and turns pages; columns can be chosen; the words that are searched for
   stand in the address. Without it the whole table stands on the page. */
(() => {
  "use strict";
  const element = document.getElementById("table");
  const grid = element.closest(".grid");
  const tools = document.querySelector(".tools");
  const heads = [...element.tHead.rows[0].cells];
  const sought = () => decodeURIComponent((location.hash.match(/^#q=(.*)$/) || ["", ""])[1]);

  const table = new DataTable(element, {
    autoWidth: false,
    order: [],
    pageLength: 25,
    lengthMenu: [10, 25, 100, { label: "all", value: -1 }],
    search: { search: sought() },
    columnDefs: heads.map((head, place) => ({
      targets: place,
      visible: head.dataset.visible !== "false",
      type: head.className === "number" ? "num" : "string",
      className: head.className,
    })),
    language: {
      search: "Search this table",
      searchPlaceholder: "",
      lengthMenu: "Rows at once _MENU_",
      info: "Rows _START_ to _END_ of _TOTAL_",
      infoEmpty: "No rows",
      infoFiltered: "(all: _MAX_)",
      zeroRecords: "No row has all these words.",
      paginate: { first: "First", previous: "Before", next: "Next", last: "Last" },
    },
    layout: {
      topStart: "search", topEnd: "pageLength",
      bottomStart: "info", bottomEnd: { paging: { firstLast: false } },
    },
  });

  // Only the table itself is wider than the page; what steers it stays where it is.
  grid.removeAttribute("role");
  grid.removeAttribute("tabindex");
  grid.removeAttribute("aria-label");
  grid.classList.add("steered");
  const scroll = document.createElement("div");
  scroll.className = "scroll";
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", `${element.caption.textContent}, table`);
  element.before(scroll);
  scroll.append(element);

  table.on("search", () => {
    const words = table.search();
    const wanted = words ? `#q=${encodeURIComponent(words)}` : "#";
    if (wanted !== (location.hash || "#")) location.replace(wanted);
  });
  addEventListener("hashchange", () => {
    if (sought() !== table.search()) table.search(sought()).draw();
  });

  tools.hidden = false;
  tools.addEventListener("submit", event => event.preventDefault());
  document.getElementById("other-table").addEventListener("change", event => {
    location.href = event.target.value;
  });
  const boxes = [...tools.querySelectorAll("[type=checkbox]")];
  const count = tools.querySelector("summary span");
  const tell = () => { count.textContent = boxes.filter(box => box.checked).length; };
  for (const box of boxes)
    box.addEventListener("change", () => {
      if (!boxes.some(each => each.checked)) box.checked = true;
      table.column(Number(box.value)).visible(box.checked);
      tell();
    });
  // A browser that comes back keeps the boxes: the table follows them.
  for (const box of boxes) table.column(Number(box.value)).visible(box.checked, false);
  tell();

  // On paper stands all that was found, not one page of it.
  let length = 0;
  addEventListener("beforeprint", () => { length = table.page.len(); table.page.len(-1).draw(); });
  addEventListener("afterprint", () => { table.page.len(length).draw(); });
})();
