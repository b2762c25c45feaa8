/* Copy buttons, lists that narrow down, the way to an id, and the nearest ids of one that is not
   there. Without it every page can still be read. */
(() => {
  "use strict";
  const make = (tag, text, settings = {}) =>
    Object.assign(document.createElement(tag), { textContent: text, ...settings });

  if (location.search === "?embed") document.documentElement.classList.add("embedded");

  for (const text of document.querySelectorAll(".box pre")) {
    const button = make("button", "Copy", { type: "button", className: "copy" });
    button.setAttribute("aria-label", `Copy ${text.getAttribute("aria-label")}`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(text);
        button.textContent = "Selected: press Ctrl+C";
      }
    });
    text.after(button);
  }

  for (const mark of document.querySelectorAll(".picture a")) {
    const x = parseFloat(mark.style.left);
    if (x > 75) mark.classList.add("right");
    if (x < 25) mark.classList.add("left");
    mark.removeAttribute("title");
  }
  const ringed = document.querySelector(".picture a[aria-current]");
  if (ringed) { // on a narrow screen it may lie beyond the edge
    const strip = ringed.closest(".scroll");
    strip.scrollLeft = ringed.offsetLeft - strip.clientWidth / 2;
  }

  for (const field of document.querySelectorAll("[data-filters]")) {
    const rows = [...document.getElementById(field.dataset.filters).tBodies[0].rows];
    const texts = rows.map(row => row.textContent.toLowerCase());
    const said = field.parentElement.querySelector("output");
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, place) => {
        row.hidden = !words.every(word => texts[place].includes(word));
        shown += !row.hidden;
      });
      said.textContent = words.length ? `${shown} ${document.documentElement.lang === "zh" ? "/" : "of"} ${rows.length}` : "";
    });
  }

  /* --- ids: by folder and by briefing, as the build writes them */
  const all = () =>
    Object.entries(window.briefingRoomIds || {}).flatMap(([folder, groups]) =>
      Object.entries(groups).flatMap(([briefing, names]) =>
        names.split("|").map(name => ({ folder, id: briefing ? `${briefing}.${name}` : name }))));
  const fileOf = id => id.toLowerCase().replace(/[^a-z0-9._]+/g, "-").replace(/^-+|-+$/g, "");
  const addressOf = ({ folder, id }) => `${folder}/${fileOf(id)}.html`;

  const distance = (a, b) => {
    let row = Array.from({ length: b.length + 1 }, (_, place) => place);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1)
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
      row = next;
    }
    return row[b.length];
  };
  const nearest = (asked, folder, most) =>
    all()
      .map(each => ({ ...each, far: distance(asked, fileOf(each.id)) + (folder && each.folder !== folder) * 1.5 }))
      .sort((one, other) => one.far - other.far)
      .slice(0, most);

  for (const form of document.querySelectorAll("[data-goes]")) {
    const field = form.querySelector("input");
    const said = form.querySelector("output");
    field.addEventListener("input", () => {
      const words = field.value.trim().toLowerCase();
      const found = words.length < 2 ? [] : all().filter(each => each.id.toLowerCase().includes(words));
      form.querySelector("datalist").replaceChildren(
        ...found.slice(0, 12).map(each => make("option", "", { value: each.id })));
    });
    form.addEventListener("submit", event => {
      event.preventDefault();
      const asked = fileOf(field.value.trim());
      const exact = all().find(each => fileOf(each.id) === asked);
      if (exact) { location.href = addressOf(exact); return; }
      const links = nearest(asked, "", 3).flatMap(each =>
        [make("a", each.id, { href: addressOf(each) }), document.createTextNode(" ")]);
      said.replaceChildren(document.createTextNode("There is no such id. The nearest: "), ...links);
    });
  }

  /* --- a page that is not there: 404.html is shown at any address, so its links start from the
     folder of the site, which is what stands before the folder of a kind */
  const list = document.querySelector("[data-nearest] ul");
  if (list) {
    const path = decodeURIComponent(location.pathname);
    const folders = Object.keys(window.briefingRoomIds);
    const match = path.match(new RegExp(`^(.*/)(?:v[\\d.]+/)?(${folders.join("|")})/([^/]*)$`));
    const root = match ? match[1] : path.replace(/[^/]*$/, "");
    const asked = (match ? match[3].replace(/\.(html|json|md|csv)$/, "") : location.hash.slice(1)).toLowerCase();
    document.querySelectorAll("a[href]").forEach(link => {
      const address = link.getAttribute("href");
      if (!/^(#|[a-z]+:)/.test(address)) link.href = root + address;
    });
    document.querySelectorAll("form[action]").forEach(form => { form.action = root + form.getAttribute("action"); });
    if (asked) {
      document.querySelector("[data-asked]").textContent = `It asks for “${asked}”.`;
      list.replaceChildren(...nearest(asked, match ? match[2] : "", 5).map(each => {
        const item = document.createElement("li");
        item.append(make("a", each.id, { href: root + addressOf(each) }), ` (${each.folder})`);
        return item;
      }));
      list.parentElement.hidden = false;
    }
  }
})();
