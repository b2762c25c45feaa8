/* The search: answers while one types. What can be found lies in search_index.js, so that it works
   from a USB stick too; where a server gives out the site, Pagefind is asked for whole pages. */
(() => {
  "use strict";
  const AT_ONCE = 20; // results
  const KINDS_FIRST = ["claim", "indicator", "term", "sentence", "lessons"];
  const CHINESE = /[\u3400-\u9fff\uf900-\ufaff][\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]*/g;
  const field = document.getElementById("find");
  const only = document.getElementById("find-in");
  const said = document.getElementById("find-said");
  const list = document.getElementById("found");
  const more = document.getElementById("find-more");
  const whole = document.getElementById("whole");
  const root = field.form.dataset.root;
  // Small letters without accents; a letter stays one letter, so that places fit the text.
  const plain = text => text.normalize("NFC").replace(/[\u00c0-\u024f]/g, letter => letter.normalize("NFD")[0]).toLowerCase();

  const fileOf = id => id.toLowerCase().replace(/[^a-z0-9._]+/g, "-").replace(/^-+|-+$/g, "");
  const addressOf = ({ folder, id }) => {
    if (folder !== "lessons") return `${folder}/${fileOf(id)}.html`;
    const [file, mark] = id.split("#");
    return `${root}lessons/${file}.html${mark ? `#${mark}` : ""}`;
  };
  const nameOf = Object.fromEntries([...only.options].map(option => [option.value, option.textContent]));

  /* --- all things, with the words by which they are found */
  const texts = new Map((window.briefingRoomFinds.sentence || []).map(([id, text]) => [id, text]));
  const things = Object.entries(window.briefingRoomFinds).flatMap(([folder, rows]) =>
    rows.map(([id, title, shown, unseen]) => {
      const line = texts.get(shown) ?? shown;
      return { folder, id, title, line, plainId: plain(id), plainTitle: plain(title), words: plain(`${id} ${title} ${line} ${unseen}`) };
    }));

  const isWordStart = (text, at) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]);
  const startsWord = (text, word) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (isWordStart(text, at)) return true;
    return false;
  };
  const points = (thing, words, all) => {
    let sum = thing.plainId === all ? 1000 : thing.plainTitle === all ? 500 : thing.plainId.startsWith(all) ? 100 : 0;
    for (const word of words) {
      if (startsWord(thing.plainTitle, word)) sum += 12;
      else if (startsWord(thing.words, word)) sum += 6;
    }
    const place = KINDS_FIRST.indexOf(thing.folder);
    return sum + (place < 0 ? 0 : (KINDS_FIRST.length - place) / 2);
  };
  const search = asked => {
    const all = plain(asked.trim());
    const words = all.split(/\s+/).filter(Boolean);
    if (!words.length) return { words, found: [] };
    const found = [];
    for (const thing of things)
      if ((!only.value || thing.folder === only.value) && words.every(word => thing.words.includes(word)))
        found.push({ thing, sum: points(thing, words, all) });
    found.sort((one, other) => other.sum - one.sum);
    return { words, found: found.map(each => each.thing) };
  };

  /* --- what is shown of them */
  const make = (tag, settings = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), settings);
    element.append(...children);
    return element;
  };
  const inChinese = text => {
    const parts = [];
    let done = 0;
    for (const match of text.matchAll(CHINESE)) {
      parts.push(text.slice(done, match.index), make("span", { lang: "zh", textContent: match[0] }));
      done = match.index + match[0].length;
    }
    return [...parts, text.slice(done)];
  };
  const marked = (text, words) => {
    const places = plain(text);
    const within = new Uint8Array(text.length);
    if (places.length === text.length)
      for (const word of words)
        for (let at = places.indexOf(word); at >= 0; at = places.indexOf(word, at + 1)) within.fill(1, at, at + word.length);
    const parts = [];
    for (let at = 0; at < text.length;) {
      let end = at + 1;
      while (end < text.length && within[end] === within[at]) end += 1;
      const piece = inChinese(text.slice(at, end));
      parts.push(...(within[at] ? [make("mark", {}, ...piece)] : piece));
      at = end;
    }
    return parts;
  };
  const LONGEST = 320; // characters of a line
  const cut = (text, words) => {
    if (text.length <= LONGEST) return text;
    const places = plain(text);
    const first = Math.min(...words.map(word => places.indexOf(word)).filter(at => at >= 0), text.length);
    const begin = first < LONGEST - 60 || first === text.length ? 0 : text.lastIndexOf(" ", first - 100) + 1;
    return `${begin ? "… " : ""}${text.slice(begin, begin + LONGEST)} …`;
  };
  const row = (thing, words) => make("li", {},
    make("a", { href: addressOf(thing) }, ...marked(thing.title, words)),
    make("p", { className: "kind" }, `${nameOf[thing.folder]} · `, make("code", {}, ...marked(thing.id.replace(/#.*/, ""), words))),
    ...(thing.line && thing.line !== thing.title ? [make("p", { className: "line" }, ...marked(cut(thing.line, words), words))] : []));

  let now = { words: [], found: [] };
  let shown = 0;
  const showMore = () => {
    const first = shown;
    list.append(...now.found.slice(shown, shown + AT_ONCE).map(thing => row(thing, now.words)));
    shown = Math.min(now.found.length, first + AT_ONCE);
    more.hidden = shown >= now.found.length;
    return list.children[first];
  };
  const answer = () => {
    const began = performance.now();
    now = search(field.value);
    shown = 0;
    list.replaceChildren();
    showMore();
    const number = now.found.length;
    said.textContent = !now.words.length ? "" : number ? `${number.toLocaleString("en-US")} found` : "Nothing has all these words.";
    said.dataset.milliseconds = String(performance.now() - began);
    askPagefind();
    keep();
  };

  /* --- what was asked stands in the address */
  const keep = () => {
    const address = new URL(location.href);
    address.search = field.value ? `?q=${encodeURIComponent(field.value).replaceAll("%20", "+")}` : "";
    try { history.replaceState(null, "", address); } catch { /* not from a file in every browser */ }
  };

  /* --- Pagefind, of which a server must give out the parts */
  let pagefind = null;
  const askPagefind = async () => {
    const asked = field.value;
    const results = pagefind && asked.trim().length > 1 ? await pagefind.debouncedSearch(asked, {}, 150) : { results: [] };
    if (!results || asked !== field.value) return; // asked for something else by now
    const pages = await Promise.all(results.results.slice(0, 8).map(each => each.data()));
    if (asked !== field.value) return;
    whole.hidden = !pages.length;
    whole.querySelector("ol").replaceChildren(...pages.map(page => {
      const line = make("p", { className: "line" });
      line.innerHTML = page.excerpt; // Pagefind's own: text with <mark>
      return make("li", {}, make("a", { href: page.url }, ...inChinese(page.meta.title || page.url)), line);
    }));
  };
  if (location.protocol.startsWith("http"))
    import(new URL(`${root}pagefind/pagefind.js`, location.href).href)
      .then(async found => { await found.options({ baseUrl: new URL(root || ".", location.href).pathname }); pagefind = found; askPagefind(); })
      .catch(() => {}); // the site was built without it

  field.form.addEventListener("submit", event => event.preventDefault());
  field.addEventListener("input", answer);
  only.addEventListener("change", answer);
  more.addEventListener("click", () => showMore().querySelector("a").focus());
  field.value = new URLSearchParams(location.search).get("q") || "";
  answer();
})();
