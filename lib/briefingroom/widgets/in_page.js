// What happens in the page: a picture whose marks are buttons, a list that can be searched, and a
// guard that keeps the keys pressed in a panel away from the notebook around it.

const PATIENCE = 6000; // milliseconds until the page says that the kernel does not answer
const SILENT_KERNEL = "The kernel does not answer. Run the cell again.";
const REACH = 16; // pixels around a mark in which a click is for it
const AWAY = 18; // pixels between a mark and what is said of it
const JUMP = 8; // percent of the picture: a longer step of a line is not drawn
const ROOM_BELOW = 24; // pixels of what follows a sentence that is to be coded
const TWIN = "The same view for readers without a kernel";
const SVG = "http://www.w3.org/2000/svg";

// --- small things that all use

function made(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function command(label, act, hint = "") {
  const button = made("button", { type: "button", className: "br-tool", title: hint }, label);
  button.addEventListener("click", act);
  return button;
}

function step(key, at, length) {
  // Where an arrow, Home or End leads in a row of things; null for other keys.
  const last = length - 1;
  if (key === "ArrowRight" || key === "ArrowDown") return Math.min(at + 1, last);
  if (key === "ArrowLeft" || key === "ArrowUp") return Math.max(at - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return last;
  return null;
}

function saved(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  made("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function csvOf(rows) {
  // What is opened in a spreadsheet: words that begin like a formula are kept from being one.
  const likeFormula = (text) => /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text));
  const asText = (text) => (likeFormula(text) ? `'${text}` : text);
  const field = (value) => `"${asText(String(value)).replaceAll('"', '""')}"`;
  return rows.map((row) => row.map(field).join(",") + "\r\n").join("");
}

// --- the keys

function guardKeys() {
  // One listener for the page. It comes before that of JupyterLab, which looks for a shortcut from
  // the element that has the focus outwards, and stops at one with this attribute.
  if (window.briefingRoomGuardsKeys) return;
  window.briefingRoomGuardsKeys = true;
  window.addEventListener("keydown", (event) => {
    if (!event.target.closest?.(".br-panel")) return;
    const withModifier = event.ctrlKey || event.metaKey || event.altKey;
    const leads = event.key === "Escape" || (event.shiftKey && event.key === "Enter");
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !withModifier && !leads);
  }, true);
}

// --- the static view below a live panel

function foldTwin(el, signal) {
  // The same view for readers without a kernel stands in the next cell of code: folded once.
  const cell = el.closest(".jp-Cell");
  if (!cell) return;
  const fold = () => {
    let next = cell.nextElementSibling;
    while (next && !next.classList.contains("jp-CodeCell")) next = next.nextElementSibling;
    if (el.closest(".br-reader")) wrapPage(next);
    for (const twin of next?.querySelectorAll("details.br-static") ?? []) {
      if (twin.dataset.folded) continue;
      twin.dataset.folded = "yes";
      twin.open = false;
    }
  };
  fold();
  // Cells come into the page when they are scrolled to, and outputs when they are run again.
  const watcher = new MutationObserver(fold);
  watcher.observe(cell.parentElement, { childList: true, subtree: true });
  signal.addEventListener("abort", () => watcher.disconnect());
}

function wrapPage(cell) {
  // A page to read is no static view by itself; below a reader it is one.
  for (const page of cell?.querySelectorAll(".jp-OutputArea-output") ?? []) {
    if (!page.querySelector(":scope > h4")) continue;
    const twin = made("details", { className: "br-static", open: true });
    twin.append(made("summary", {}, TWIN), ...page.childNodes);
    page.append(twin);
  }
}

function renderGuard({ el }) {
  const ended = new AbortController();
  guardKeys();
  el.classList.add("br-guard");
  const attached = () => {
    if (ended.signal.aborted) return;
    if (!el.isConnected) return requestAnimationFrame(attached);
    // A click on words beside the controls puts the focus into the panel, not on the cell.
    const panel = el.closest(".br-panel");
    panel?.setAttribute("tabindex", "-1");
    const scrolled = panel?.querySelectorAll(".br-reading, .br-elsewhere") ?? [];
    for (const box of scrolled) box.tabIndex = 0; // they are scrolled with keys
    foldTwin(el, ended.signal);
  };
  attached();
  return () => ended.abort();
}

// --- a picture whose marks are buttons

function renderChart({ model, el }) {
  guardKeys();
  el.classList.add("br-view");
  const picture = made("img", { className: "br-picture" });
  const lines = document.createElementNS(SVG, "svg");
  lines.setAttribute("class", "br-lines");
  lines.setAttribute("viewBox", "0 0 100 100");
  lines.setAttribute("preserveAspectRatio", "none");
  lines.setAttribute("aria-hidden", "true");
  const buttons = made("div", { className: "br-marks", role: "group" });
  const tip = made("div", { className: "br-tip", hidden: true });
  const list = made("div", { className: "br-list", hidden: true, role: "group" });
  const box = made("div", { className: "br-box" }, picture, lines, buttons);
  const scroller = made("div", { className: "br-scroll" }, box);
  const table = made("div", { className: "br-table", hidden: true, tabIndex: 0 });
  const caption = made("p", { className: "br-caption" });
  const chartTools = made("div", { className: "br-tools" });
  const chartSays = made("div", { className: "br-spoken", role: "status" });
  const below = [caption, chartTools, chartSays];
  const left = made("div", { className: "br-left" }, scroller, table, ...below, tip, list);
  const page = made("div", { className: "br-page", tabIndex: 0, role: "region" });
  page.setAttribute("aria-label", "What was said");
  const pageTools = made("div", { className: "br-tools" });
  const pageSays = made("div", { className: "br-spoken", role: "status" });
  const right = made("div", { className: "br-right" }, page, pageTools, pageSays);
  el.append(left, right);
  let shown = ""; // address of the picture
  let waiting = 0;

  const chart = () => model.get("chart");
  const marks = () => [...buttons.children];
  const answer = () => model.get("page");

  function drawPicture() {
    URL.revokeObjectURL(shown);
    const { png, alt, words } = chart();
    const isDrawn = png?.byteLength > 0;
    shown = isDrawn ? URL.createObjectURL(new Blob([png], { type: "image/png" })) : "";
    if (isDrawn) picture.src = shown;
    else picture.removeAttribute("src");
    picture.alt = alt;
    caption.textContent = words;
    left.hidden = !isDrawn;
    closeList();
    tip.hidden = true;
    drawMarks();
    drawTable();
    if (!isDrawn) showTable(false);
  }

  picture.addEventListener("load", () => {
    // What is wider than high is made so small that it is seen whole; a long one is scrolled.
    const ratio = picture.naturalHeight / picture.naturalWidth;
    box.style.setProperty("--br-ratio", ratio < 0.9 ? ratio : 0.1);
    // Without marks to go to, a long picture is scrolled with the keys.
    const isLong = scroller.scrollHeight > scroller.clientHeight;
    if (isLong && !marks().length) scroller.tabIndex = 0;
    else scroller.removeAttribute("tabindex");
  });

  function drawMarks() {
    buttons.replaceChildren(...chart().marks.map(markButton));
    buttons.setAttribute("aria-label", chart().name);
    if (buttons.firstChild) buttons.firstChild.tabIndex = 0;
    ring();
  }

  function markButton(mark, place) {
    const button = made("button", { type: "button", tabIndex: -1 });
    button.style.left = `${mark.x}%`;
    button.style.top = `${mark.y}%`;
    button.setAttribute("aria-label", mark.label);
    if (mark.items.length > 1) button.setAttribute("aria-haspopup", "true");
    button.mark = mark; // the chart may change before its buttons do
    button.dataset.place = place;
    button.dataset.ids = JSON.stringify(mark.items.map((item) => item.id));
    button.addEventListener("focus", () => reach(button));
    button.addEventListener("blur", () => (tip.hidden = true));
    button.addEventListener("click", () => open(mark, button));
    return button;
  }

  function reach(button) {
    // The mark that has the focus is the one that Tab comes back to.
    for (const other of marks()) other.tabIndex = other === button ? 0 : -1;
    showTip(button);
  }

  function showTip(button) {
    const mark = button.mark;
    const words = mark.items.length > 1 ? "several: click to choose" : mark.items[0].said;
    tip.replaceChildren(made("strong", {}, mark.label), made("span", {}, words));
    tip.hidden = !list.hidden;
    putBeside(tip, mark);
  }

  function putBeside(element, mark) {
    // Above the mark or below it, never over it, and inside what is seen of the picture.
    const area = left.getBoundingClientRect();
    const drawn = box.getBoundingClientRect();
    const seen = scroller.getBoundingClientRect();
    const x = drawn.left - area.left + (mark.x * drawn.width) / 100;
    const y = drawn.top - area.top + (mark.y * drawn.height) / 100;
    const { offsetWidth: width, offsetHeight: height } = element;
    const fitsAbove = y - AWAY - height >= seen.top - area.top;
    const fitsBelow = y + AWAY + height <= seen.bottom - area.top;
    const isAbove = fitsAbove && !(fitsBelow && mark.y < 50);
    element.style.left = `${Math.max(0, Math.min(x - width / 2, seen.width - width))}px`;
    element.style.top = `${isAbove ? y - AWAY - height : y + AWAY}px`;
  }

  function ring() {
    const chosen = model.get("chosen");
    lines.replaceChildren();
    for (const button of marks()) {
      const mark = button.mark;
      const isChosen = chosen !== "" && mark.items.some((item) => item.id === chosen);
      button.setAttribute("aria-pressed", isChosen);
      if (isChosen && mark.path.length) drawLine(mark.path);
    }
  }

  function drawLine(points) {
    const pieces = [[]];
    for (const point of points) {
      const before = pieces.at(-1).at(-1);
      // A jump leads across the name of a subject, which a line would cover.
      if (before && Math.abs(point[0] - before[0]) > JUMP) pieces.push([]);
      pieces.at(-1).push(point);
    }
    for (const look of ["br-line-under", "br-line"]) {
      for (const piece of pieces) {
        const line = document.createElementNS(SVG, "polyline");
        line.setAttribute("points", piece.map((place) => place.join(",")).join(" "));
        line.setAttribute("class", look);
        lines.append(line);
      }
    }
  }

  function choose(id) {
    closeList();
    if (!id) return say("No single sentence stands behind this mark.");
    if (answer().id === id) return ring();
    model.set("chosen", id);
    model.save_changes();
    ring();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (answer().id !== id) chartSays.textContent = SILENT_KERNEL;
    }, PATIENCE);
  }

  function open(mark, button) {
    if (mark.items.length === 1) return choose(mark.items[0].id);
    const items = mark.items.map((item) => {
      const each = made("button", { type: "button", className: "br-item" }, item.words);
      each.append(made("small", {}, item.said));
      each.addEventListener("click", () => {
        choose(item.id);
        button.focus();
      });
      return each;
    });
    list.replaceChildren(...items);
    if (mark.more) list.append(made("p", {}, `and ${mark.more} more`));
    list.setAttribute("aria-label", mark.label);
    list.returnTo = button;
    list.hidden = false;
    list.scrollTop = 0;
    putBeside(list, mark);
    tip.hidden = true;
    items[0].focus();
  }

  function closeList(withFocus = false) {
    if (list.hidden) return;
    list.hidden = true;
    if (withFocus) list.returnTo?.focus();
  }

  function nearest(event) {
    // Marks may lie nearer to each other than a finger is wide: the nearest one is meant.
    const area = box.getBoundingClientRect();
    const x = event.clientX - area.left;
    const y = event.clientY - area.top;
    let best = null;
    for (const button of marks()) {
      const mark = button.mark;
      const away = Math.hypot(x - (mark.x * area.width) / 100, y - (mark.y * area.height) / 100);
      if (away <= REACH && (!best || away < best.away)) best = { away, button };
    }
    return best?.button ?? null;
  }

  buttons.addEventListener("pointermove", (event) => {
    const button = nearest(event);
    buttons.style.cursor = button ? "pointer" : "default";
    for (const other of marks()) other.classList.toggle("br-under", other === button);
    if (button) showTip(button);
    else if (!buttons.contains(document.activeElement)) tip.hidden = true;
  });
  buttons.addEventListener("pointerleave", () => {
    for (const other of marks()) other.classList.remove("br-under");
    if (!buttons.contains(document.activeElement)) tip.hidden = true;
  });
  buttons.addEventListener("click", (event) => {
    if (event.target !== buttons) return; // a key pressed on a mark
    const button = nearest(event);
    if (!button) return closeList();
    button.focus();
    button.click();
  });
  buttons.addEventListener("keydown", (event) => {
    const all = marks();
    const to = step(event.key, all.indexOf(document.activeElement), all.length);
    if (to !== null) {
      event.preventDefault();
      all[to].focus();
    }
    if (event.key === "Escape") tip.hidden = true;
  });
  list.addEventListener("keydown", (event) => {
    const all = [...list.querySelectorAll("button")];
    const to = step(event.key, all.indexOf(document.activeElement), all.length);
    if (to !== null) {
      event.preventDefault();
      all[to].focus();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      closeList(true);
    }
  });
  list.addEventListener("focusout", (event) => {
    if (!list.contains(event.relatedTarget)) closeList();
  });
  scroller.addEventListener("scroll", () => (tip.hidden = true));

  // What can be done with the chart

  function drawTable() {
    const head = made("tr", {}, ...["id", "what it says"].map((name) => made("th", {}, name)));
    const rows = chart().rows.map(({ id, words }) => {
      const opens = id ? command(id, () => choose(id)) : "";
      if (id) opens.className = "br-open";
      return made("tr", {}, made("td", {}, opens), made("td", {}, words));
    });
    table.replaceChildren(made("table", {}, made("thead", {}, head), made("tbody", {}, ...rows)));
    table.setAttribute("aria-label", `${chart().name}, as a table`);
  }

  function showTable(wanted) {
    table.hidden = !wanted;
    scroller.hidden = wanted;
    asTable.textContent = wanted ? "Show as chart" : "Show as table";
  }

  async function copy(words, what) {
    try {
      await navigator.clipboard.writeText(words);
      pageSays.textContent = `${what} copied: ${words}`;
    } catch {
      selectText(words);
    }
  }

  function selectText(words) {
    // A browser that refuses the clipboard, as on a hub without https.
    const field = made("textarea", { className: "br-copy", readOnly: true, value: words });
    field.setAttribute("aria-label", "Text to copy");
    pageSays.replaceChildren("Press Ctrl+C to copy: ", field);
    field.focus();
    field.select();
  }

  const asTable = command("Show as table", () => showTable(table.hidden));
  chartTools.append(
    asTable,
    command("Data (CSV)", () => {
      const rows = chart().rows.map(({ id, words }) => [id, words]);
      saved(`${chart().file}.csv`, "text/csv", "\ufeff" + csvOf([["id", "words"], ...rows]));
    }),
    command("Picture (PNG)", () => saved(`${chart().file}.png`, "image/png", chart().png)),
    command("Picture (SVG)", () => model.send({ wanted: "svg" })),
  );
  pageTools.append(
    command("Copy citation", () => copy(answer().citation, "Citation")),
    command("Copy id", () => copy(answer().id, "Id")),
  );
  model.on("msg:custom", (message) => {
    if (message.svg) saved(`${chart().file}.svg`, "image/svg+xml", message.svg);
  });

  function showPage() {
    clearTimeout(waiting);
    page.innerHTML = answer().html;
    page.dataset.id = answer().id;
    page.hidden = !answer().html;
    page.scrollTop = 0;
    pageTools.hidden = !answer().id;
    chartSays.textContent = "";
    pageSays.textContent = "";
  }

  model.on("change:chart", drawPicture);
  model.on("change:chosen", ring);
  model.on("change:page", showPage);
  drawPicture();
  showPage();
  return () => URL.revokeObjectURL(shown);
}

// --- a list that can be searched

function nextNumber() {
  // This module is loaded anew for each part of a panel, so the page counts.
  window.briefingRoomLists = (window.briefingRoomLists ?? 0) + 1;
  return window.briefingRoomLists;
}

function renderList({ model, el }) {
  guardKeys();
  el.classList.add("br-choice");
  const name = `br-choice-${nextNumber()}`;
  const label = made("label", { htmlFor: name }, model.get("description"));
  const field = made("input", { id: name, type: "text", autocomplete: "off", role: "combobox" });
  field.setAttribute("aria-controls", `${name}-list`);
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-autocomplete", "list");
  field.placeholder = "type to search";
  const options = made("ul", { id: `${name}-list`, role: "listbox", hidden: true });
  options.setAttribute("aria-label", model.get("description"));
  const box = made("div", { className: "br-field" }, field, options);
  el.append(label, box);
  let found = []; // places in the list
  let at = -1; // which of those found is marked

  const labels = () => model.get("labels");
  const isOpen = () => !options.hidden;

  function chosen() {
    return labels()[model.get("index")] ?? "";
  }

  function rest() {
    // What was typed is gone; what is chosen stays.
    field.value = chosen();
    field.title = field.value;
    options.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function search(typed) {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    const searched = model.get("searched");
    found = searched.flatMap((text, place) =>
      words.every((word) => text.includes(word)) ? [place] : [],
    );
    const items = found.map((place, number) => {
      const item = made("li", { id: `${name}-${number}`, role: "option" }, labels()[place]);
      item.setAttribute("aria-selected", place === model.get("index"));
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        pick(place);
      });
      return item;
    });
    if (!items.length) items.push(made("li", { className: "br-none" }, "nothing has these words"));
    options.replaceChildren(...items);
    options.hidden = false;
    field.setAttribute("aria-expanded", "true");
    point(words.length ? 0 : Math.max(0, found.indexOf(model.get("index"))));
  }

  function point(to) {
    at = found.length ? Math.min(Math.max(to, 0), found.length - 1) : -1;
    [...options.children].forEach((item, number) => item.classList.toggle("br-at", number === at));
    const item = at < 0 ? null : options.children[at];
    if (!item) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  function pick(place) {
    model.set("index", place);
    model.save_changes();
    rest();
    field.select(); // what is typed next begins anew
  }

  field.addEventListener("focus", () => field.select());
  field.addEventListener("click", () => isOpen() || search(""));
  field.addEventListener("input", () => search(field.value));
  field.addEventListener("blur", rest);
  field.addEventListener("keydown", (event) => {
    const { key } = event;
    if (key === "Escape" && isOpen()) {
      event.stopPropagation();
      rest();
      field.select();
    } else if (key === "Enter" && !event.shiftKey && isOpen()) {
      if (at >= 0) pick(found[at]);
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen()) search("");
      else point(at + (key === "ArrowDown" ? 1 : -1));
    } else if ((key === "PageDown" || key === "PageUp") && isOpen()) {
      event.preventDefault();
      point(at + (key === "PageDown" ? 10 : -10));
    }
  });
  model.on("change:index change:labels", () => isOpen() || rest());
  rest();
}

// --- a desk for coding: a sentence with its neighbours, and a button for each category

function renderCoding({ model, el }) {
  guardKeys();
  el.classList.add("br-coding");
  const state = () => model.get("state");
  const categories = model.get("categories");
  let sent = state().answered; // the number of the last press; the kernel says which it has heard
  let shown = ""; // id of the sentence
  let waiting = 0;
  let ended = false;

  const progress = made("p", { className: "br-progress" });
  const bar = made("progress", { max: 1, value: 0 });
  bar.setAttribute("aria-label", "Sentences coded");
  const place = made("p", { className: "br-place" });
  const before = made("p", { className: "br-neighbour" });
  const sentence = made("p", { className: "br-sentence" });
  const after = made("p", { className: "br-neighbour" });
  const passage = made("div", { className: "br-passage", role: "region", tabIndex: 0 });
  passage.setAttribute("aria-label", "The sentence and its neighbours");
  passage.append(before, sentence, after);
  const asks = made("p", { className: "br-asks" }, model.get("question"));
  const codes = made("div", { className: "br-codes", role: "group" });
  codes.setAttribute("aria-label", model.get("question"));
  const note = made("input", { type: "text", className: "br-note", autocomplete: "off" });
  const noteLabel = made("label", { className: "br-noted" }, "Note (n)", note);
  const says = made("div", { className: "br-spoken", role: "status" });
  const neighbour = made("input", { type: "text", className: "br-note", autocomplete: "off" });
  neighbour.placeholder = "a neighbour's file, such as anna.csv";
  neighbour.setAttribute("aria-label", "A neighbour's file");
  const result = made("div", { className: "br-result", role: "region", tabIndex: 0 });
  result.setAttribute("aria-label", "Agreement");

  for (const { code, key, meaning } of categories) {
    const button = made("button", { type: "button", className: "br-code" });
    button.append(made("kbd", {}, key), made("strong", {}, code), made("span", {}, meaning));
    button.dataset.code = code;
    button.setAttribute("aria-keyshortcuts", key);
    button.addEventListener("click", () => press({ act: "code", code }));
    codes.append(button);
  }

  const undo = command("Undo (u)", () => press({ act: "undo" }), "takes back the last code");
  const back = command("Back (b)", () => press({ act: "back" }), "the sentence before");
  const skip = command("Skip (s)", () => press({ act: "skip" }), "the next one without a code");
  const published = command("Compare with the published coding", () =>
    press({ act: "compare", file: "" }),
  );
  const theirs = command("Compare with this file", compareWithFile);
  const tools = made("div", { className: "br-tools" }, undo, back, skip);
  const compared = made("div", { className: "br-tools" }, published, neighbour, theirs);
  el.append(progress, bar, place, passage, asks, codes, noteLabel, tools, says, compared, result);

  function press(message) {
    // One at a time: the next press is for the sentence that the kernel shows after this one.
    if (sent > state().answered) return;
    waiting = setTimeout(sayNotSaved, PATIENCE);
    try {
      tell({ ...message, note: note.value });
    } catch {
      sayNotSaved(); // the connection is gone
    }
  }

  function sayNotSaved() {
    clearTimeout(waiting);
    sent = state().answered;
    says.classList.add("br-failed");
    says.textContent = `${SILENT_KERNEL} The last press is not saved; all before it are.`;
  }

  function tell(message) {
    sent += 1;
    model.send({ ...message, id: state().id, number: sent });
  }

  function compareWithFile() {
    if (neighbour.value.trim()) press({ act: "compare", file: neighbour.value.trim() });
    else neighbour.focus();
  }

  function show() {
    const now = state();
    clearTimeout(waiting);
    sent = Math.max(sent, now.answered);
    if (sent > now.answered) return; // a later press is on its way
    progress.textContent = now.progress;
    bar.max = now.of;
    bar.value = now.coded;
    place.textContent = now.place;
    before.textContent = now.before;
    sentence.textContent = now.text;
    after.textContent = now.after;
    before.hidden = !now.before;
    after.hidden = !now.after;
    for (const button of codes.children) {
      button.setAttribute("aria-pressed", button.dataset.code === now.code);
    }
    if (shown !== now.id || document.activeElement !== note) note.value = now.note;
    const isNew = shown !== now.id;
    shown = now.id;
    undo.disabled = !now.undo;
    says.classList.toggle("br-failed", now.failed);
    says.textContent = now.says;
    if (result.innerHTML !== now.result) result.innerHTML = now.result;
    result.hidden = !now.result;
    if (isNew) reveal();
  }

  function reveal() {
    // The sentence is seen whole, and of what stands before it as much as there is room for.
    if (ended) return;
    if (!el.isConnected) return requestAnimationFrame(reveal);
    passage.scrollTop = 0;
    const frame = passage.getBoundingClientRect();
    const { top, bottom } = sentence.getBoundingClientRect();
    passage.scrollTop = Math.max(0, Math.min(top - frame.top, bottom - frame.bottom + ROOM_BELOW));
  }

  note.addEventListener("change", () => tell({ act: "note", note: note.value }));
  note.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) passage.focus();
  });
  neighbour.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) compareWithFile();
  });
  el.addEventListener("keydown", (event) => {
    if (event.target === note || event.target === neighbour) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const key = event.key.toLowerCase();
    const act = { u: undo, b: back, s: skip }[key];
    const number = categories.findIndex((category) => category.key === key);
    const button = act ?? codes.children[number];
    if (!button && key !== "n") return;
    event.preventDefault();
    if (event.repeat) return; // a key held down codes one sentence
    if (key === "n") note.focus();
    else button.click();
  });
  model.on("change:state", show);
  show();
  return () => {
    ended = true;
    clearTimeout(waiting);
  };
}

const RENDER = {
  guard: renderGuard,
  chart: renderChart,
  list: renderList,
  coding: renderCoding,
};

export default {
  render(context) {
    return RENDER[context.model.get("kind")](context);
  },
};
