/* Guesses of the lessons and choice questions of the exercises, on a page without a kernel.

   It is loaded in the head of the page, without "defer", so that no answer is drawn before its
   guess; without it all is open. What it says of a guess are the sentences of the notebook:
   tests/browser/test_without_kernel.py holds them together. It remembers nothing. */
(() => {
  "use strict";
  const STYLE = `
.br-predict, .br-choice { border: 1px solid; border-color: color-mix(in srgb, currentColor 30%, transparent); border-radius: 6px; padding: 0.6rem 1rem; margin: 0.6rem 0; max-width: 46rem; overflow-wrap: anywhere; }
.br-question { font-weight: 600; margin: 0.2rem 0 0.6rem; }
.br-asks .br-answer, .br-asks > ol { display: none; }
.br-predict form, .br-predict fieldset, .br-choice fieldset { display: grid; gap: 0.5rem; border: 0; margin: 0; padding: 0; min-width: 0; }
.br-field { display: flex; flex-wrap: wrap; gap: 0.3rem 0.7rem; align-items: center; }
.br-pick { display: flex; gap: 0.6rem; align-items: baseline; min-height: 1.9rem; margin: 0; }
.br-pick input { flex: none; }
.br-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); margin: 0; padding: 0; }
.br-predict input[type=text] { font: inherit; color: inherit; background: transparent; border: 1px solid; border-radius: 4px; padding: 0.3rem 0.5rem; width: 10rem; max-width: 100%; min-height: 2rem; }
.br-predict button { font: inherit; color: inherit; background: transparent; border: 1px solid; border-radius: 4px; padding: 0.35rem 0.9rem; min-height: 2.2rem; cursor: pointer; justify-self: start; }
.br-predict :is(button, input):focus-visible, .br-choice input:focus-visible { outline: 3px solid; outline-offset: 2px; }
.br-buttons { display: flex; flex-wrap: wrap; gap: 0.6rem; }
.br-result:not(:empty) { margin-top: 0.7rem; }
.br-result p { margin: 0.3rem 0; }
.br-result dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0.3rem 0; }
.br-result dt { font-weight: 400; }
.br-result dd { margin: 0; font-weight: 600; }
.br-strip { overflow-x: auto; overflow-wrap: normal; }
.br-strip th, .br-strip td { text-align: left; padding: 0.2rem 0.9rem 0.2rem 0; font-weight: 400; }
.br-line { position: relative; height: 1.6rem; margin: 0.6rem 0.6rem 0; }
.br-line::before { content: ""; position: absolute; inset: 0.75rem 0 auto; border-top: 2px solid; opacity: 0.5; }
.br-line i { position: absolute; top: 0.4rem; width: 0.8rem; height: 0.8rem; margin-left: -0.4rem; border-radius: 50%; border: 2px solid; box-sizing: border-box; }
.br-line i.br-is { background: currentColor; }
.br-ends { display: flex; justify-content: space-between; font-size: 0.9em; }
.br-waits > :not(.br-wait-line) { display: none; }
.br-needs { border-left: 4px solid; padding-left: 0.8rem; }
@media print {
  .br-asks .br-answer, .br-asks > ol { display: block; }
  .br-predict form, .br-choice fieldset, .br-wait-line { display: none; }
  .br-waits > :not(.br-wait-line) { display: block; }
}`;
  document.head.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
  // Until the forms are there nothing may be seen of what they hide.
  const cover = document.createElement("style");
  cover.textContent = "@media screen { .br-answer, .br-choice > ol { display: none } }";
  document.head.append(cover);

  const make = (tag, settings = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), settings);
    element.append(...children);
    return element;
  };
  let made = 0;
  const newName = () => `br-${made += 1}`;

  /* --- a number as somebody types it: the rules of lessons/numerals.py and typed_numbers.py */
  class Unreadable extends Error {}
  const words = text => text.split(" ");
  const PERCENT = words("% percent percentage pct point points pp");
  const UNHEEDED = words("about around roughly approximately approx ca circa nearly almost over under more less than at least most up to maybe perhaps probably i think my guess answer say it is some or so of the a ~ ≈ < > + . , 约 大约 大概 超过 近 不到 左右 个 家 座 人");
  const SIZES = { hundred: 1e2, k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, mio: 1e6, million: 1e6, millions: 1e6, b: 1e9, bn: 1e9, billion: 1e9, billions: 1e9, tn: 1e12, trillion: 1e12, trillions: 1e12, 百: 1e2, 千: 1e3, 万: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8, 十亿: 1e9, 万亿: 1e12 };
  const SAME = { cny: "yuan", rmb: "yuan", 元: "yuan", usd: "dollars", dollar: "dollars", 美元: "dollars", euro: "euros" };
  const USUAL = { "−": "-", "–": "-", "—": "-", "⁄": "/", "’": "'", "¥": " yuan ", $: " dollars ", "€": " euros " };
  const WORD = /万亿|千万|百万|十亿|[百千万亿]|大约|大概|超过|不到|左右|美元|[约近个家座人元]|\p{L}+|[^\p{L}\p{N}\s_]/gu;
  const NUMERAL = "(?:\\d+ )?\\d+ ?/ ?\\d+|(?:\\d+(?:[ ,.'_]\\d+)*[.,]?|[.,]\\d+)(?:e[-+]?\\d{1,3}(?!\\d))?";
  const AROUND_NUMERAL = new RegExp(`^(\\D*?)([-+]?) ?(${NUMERAL})(\\D*)$`, "u");
  const FRACTION = /^(?:(\d+) )?(\d+) ?\/ ?(\d+)$/;
  const LONGEST_NUMBER = 100, LARGEST = 1e18, LONGEST_SHOWN = 40, SHORTEST_NAMED = 4;

  const isEmpty = text => !/[\p{L}\p{N}]/u.test(text);
  const repeated = text => {
    const plain = text.split(/\s+/).filter(Boolean).join(" ");
    return `“${plain.length > LONGEST_SHOWN ? `${plain.slice(0, LONGEST_SHOWN)}…` : plain}”`;
  };
  const plainText = text => {
    const usual = [...text].map(each => {
      if (/[\u00b2\u00b3\u00b9\u2070-\u209c]/.test(each)) throw new Unreadable("A raised digit cannot be read: write 1,000,000 or 1 million for a power.");
      const form = each.normalize("NFKC");
      return /[\u00bc-\u00be\u2150-\u215f]/.test(each) ? ` ${form}` : form;
    }).join("");
    const signs = [...usual].map(each => USUAL[each] ?? each).join("").toLowerCase();
    const ends = /^[ :;="'“”‘’«»「」()[\]]+|[ :;="'“”‘’«»「」()[\]]+$/gu;
    return signs.replace(/\bper cent\b|百分之/g, "%").split(/\s+/).join(" ").replace(ends, "").replace(/[ .!?。]+$/, "").replace(ends, "");
  };
  const wordsOf = text => (plainText(text).match(WORD) || []).map(each => SAME[each] ?? each);
  const unitInParts = unit => {
    const found = wordsOf(unit);
    return {
      words: found,
      scale: found.filter(each => each in SIZES && each.length > 1).reduce((all, each) => all * SIZES[each], 1),
      inPercent: found.some(each => PERCENT.includes(each)),
    };
  };
  const suchAs = inPercent => inPercent ? "Write a number such as 25, 2.5 or 25%." : "Write a number such as 25, 2.5, 1,000 or 2.5 million.";

  const isGrouped = whole => new Set(whole.match(/[ ,.'_]/g) || []).size === 1 && /^[1-9]\d{0,2}(?:\D\d{3})+$/.test(whole);
  const atDecimalMark = digits => {
    const marks = digits.match(/[ ,.'_]/g) || [];
    const last = marks.at(-1);
    if (!last || !",.".includes(last) || marks.filter(each => each === last).length > 1) return [digits, ""];
    if (last === "," && marks.length === 1 && isGrouped(digits)) return [digits, ""];
    const at = digits.lastIndexOf(last);
    return [digits.slice(0, at), digits.slice(at + 1)];
  };
  const numberOf = numeral => {
    const fraction = numeral.match(FRACTION);
    if (fraction) {
      if (!Number(fraction[3])) throw new Unreadable(`“${numeral}” divides by nothing: write a fraction such as 1/3.`);
      return Number(fraction[1] || 0) + Number(fraction[2]) / Number(fraction[3]);
    }
    const [digits, power] = numeral.split("e");
    const [whole, decimals] = atDecimalMark(digits);
    if (/[ ,.'_]/.test(whole) && !isGrouped(whole)) throw new Unreadable(`How “${digits}” is grouped cannot be read: write 1,000 or 1000, and 2.5 or 2,5.`);
    return Number(`${whole.replace(/[ ,.'_]/g, "") || 0}.${decimals || 0}e${power || 0}`);
  };
  const readNumber = (text, unitWords, question) => {
    const unit = unitInParts(unitWords);
    const plain = plainText(text);
    const match = text.length <= LONGEST_NUMBER && plain.match(AROUND_NUMERAL);
    if (!match) throw new Unreadable(`${repeated(text)} cannot be read ${/\d/.test(plain) ? "as one number" : "as a number"}. ${suchAs(unit.inPercent)}`);
    const [, before, sign, numeral, after] = match;
    const beside = wordsOf(`${before} ${after}`).filter(each => !(each.length === 1 && unit.words.includes(each) && each !== "%"));
    const named = wordsOf(question).filter(each => each.length >= SHORTEST_NAMED);
    for (const word of beside)
      if (![...UNHEEDED, ...PERCENT, ...Object.keys(SIZES), ...unit.words, ...named].includes(word)) throw new Unreadable(`${repeated(word)} beside the number cannot be read. ${suchAs(unit.inPercent)}`);
    const scales = beside.filter(each => each in SIZES);
    const percent = beside.some(each => PERCENT.includes(each));
    let number = numberOf(numeral) * (sign === "-" ? -1 : 1);
    if (scales.length) number = number * scales.reduce((all, each) => all * SIZES[each], 1) / unit.scale;
    if (percent && !unit.inPercent) {
      if (unit.words.length) throw new Unreadable("The answer is no percentage: write it in the unit that is asked for.");
      number /= 100;
    } else if (unit.inPercent && !percent && FRACTION.test(numeral) && Math.abs(number) <= 1) number *= 100;
    if (!(Math.abs(number) <= LARGEST)) throw new Unreadable(`This is beyond anything that is counted here. ${suchAs(unit.inPercent)}`);
    return number;
  };

  /* --- how far a guess is from the answer: the rules of lessons/distance.py */
  const NAMED = [[1 / 10, "a tenth of"], [1 / 5, "a fifth of"], [1 / 4, "a quarter of"], [1 / 3, "a third of"], [1 / 2, "half of"], [2 / 3, "two thirds of"], [3 / 4, "three quarters of"], [3 / 2, "one and a half times"], [2, "twice"], [3, "three times"], [4, "four times"], [5, "five times"], [10, "ten times"]];
  const BEYOND = [[1000, "a thousand", "a thousandth"], [100, "a hundred", "a hundredth"], [10, "ten", "a tenth"]];
  const fixed = (value, places) => { // as Python rounds: by the exact value, a half to the even digit
    const exact = value.toFixed(100);
    const end = exact.length - 100 + places;
    const cut = exact.slice(0, places ? end : end - 1);
    return /^\.?50*$/.test(exact.slice(places ? end : end - 1)) && cut.at(-1) % 2 === 0 ? cut : value.toFixed(places);
  };
  const grouped = digits => digits.includes(".") ? digits : digits.replace(/\B(?=(\d{3})+$)/g, ",");
  const shown = value => {
    if (Math.abs(value) >= 1000) return grouped(fixed(value, 0));
    if (!value) return "0";
    if (Math.abs(value) < 1e-4) return value.toExponential(3).replace(/\.?0+e/, "e").replace(/e([-+])(\d)$/, "e$10$2");
    const text = fixed(value, Math.max(0, 3 - Math.floor(Math.log10(Math.abs(value)))));
    return grouped(text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  };
  const asTyped = value => Math.abs(value) < 1e6 ? String(Number(value.toPrecision(6))) : "";
  const amount = (value, unit) => unit === "calendar year" ? fixed(value, 0) : unit === "percent" ? `${shown(value)}%` : `${shown(value)} ${unit}`.trim();
  const subtracted = (guess, answer, thing) => {
    const number = shown(Math.abs(guess - answer));
    return number === "1" ? `${number} ${thing}` : `${number} ${thing}s`;
  };
  const distance = (guess, answer, unit) => {
    if (Math.abs(guess - answer) <= 1e-9 * Math.abs(answer)) return "the answer itself";
    if (amount(guess, unit) === amount(answer, unit)) return "the answer, to the digits shown";
    if (unit === "calendar year") return `${subtracted(guess, answer, "year")} ${guess < answer ? "before" : "after"} it`;
    const side = guess < answer ? "below" : "above";
    if (unitInParts(unit).inPercent) return `${subtracted(guess, answer, "percentage point")} ${side} it`;
    if (guess <= 0 || answer <= 0) return `${amount(Math.abs(guess - answer), unit)} ${side} it`;
    const ratio = guess / answer;
    for (const percent of [1, 5, 10]) if (Math.abs(ratio - 1) * 100 <= percent + 1e-9) return `within ${percent} percent of it, ${side}`;
    for (const [size, name] of NAMED) if (Math.abs(ratio / size - 1) <= 0.05) return `about ${name} it`;
    for (const [size, times, part] of BEYOND) {
      if (ratio > size) return `more than ${times} times it`;
      if (ratio < 1 / size) return `less than ${part} of it`;
    }
    if (ratio < 1) return `about ${fixed(100 * ratio, 0)} percent of it`;
    if (ratio < 2) return `about ${fixed(100 * (ratio - 1), 0)} percent above it`;
    return `about ${fixed(ratio, 1)} times it`;
  };

  /* --- a guess beside its answer */
  const facts = rows => make("dl", {}, ...rows.flatMap(([name, value]) => [make("dt", { textContent: name }), make("dd", { textContent: value })]));
  const said = text => make("p", { textContent: text });
  const roundEnd = size => {
    const power = 10 ** Math.floor(Math.log10(size));
    return Number(([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map(each => each * power).find(each => each >= size) ?? size).toPrecision(12));
  };
  const ends = (guess, answer, unit) => {
    const low = Math.min(guess, answer), high = Math.max(guess, answer);
    if (unit === "calendar year") return [low - 5, high + 5];
    if (unit === "percent" && low >= 0 && high <= 100) return [0, 100];
    const found = [low < 0 ? -roundEnd(-low) : 0, high > 0 ? roundEnd(high) : 0];
    return found[0] === found[1] ? [0, 1] : found;
  };
  const scaleLine = (guess, answer, unit) => {
    const [low, high] = ends(guess, answer, unit);
    const short = ["percent", "calendar year"].includes(unit) ? unit : "";
    const dot = (value, kind) => {
      const mark = make("i", { className: kind });
      mark.style.left = `${100 * (value - low) / (high - low)}%`;
      return mark;
    };
    const line = make("div", { className: "br-line" }, dot(answer, "br-is"), dot(guess, "br-guess"));
    const names = make("div", { className: "br-ends" }, make("span", { textContent: amount(low, short) }), make("span", { textContent: "● answer  ○ your guess" }), make("span", { textContent: amount(high, short) }));
    const whole = make("div", {}, line, names);
    whole.setAttribute("role", "img");
    whole.setAttribute("aria-label", `A line from ${amount(low, short)} to ${amount(high, short)}: your guess at ${amount(guess, unit)}, the answer at ${amount(answer, unit)}.`);
    return whole;
  };
  const originOf = (typed, number, written) => {
    const plain = typed.split(/\s+/).filter(Boolean).join(" ");
    return [written, shown(number), asTyped(number)].includes(plain) ? "" : ` (read from ${repeated(plain)})`;
  };
  const remarkOnUnit = (guess, typed, unit) => {
    const parts = unitInParts(unit);
    if (parts.inPercent && Math.abs(guess) > 0 && Math.abs(guess) < 1 && !plainText(typed).includes("%")) return [said(`The unit is percent; if a share was meant, write ${shown(100 * guess)}.`)];
    if (parts.scale > 1 && Math.abs(guess) >= parts.scale) return [said(`The unit is ${unit}; if ${shown(guess)} in all was meant, write ${shown(guess / parts.scale)}.`)];
    return [];
  };

  const number = task => {
    const field = make("input", { type: "text", autocomplete: "off", id: newName() });
    const unit = task.known.unit;
    const label = make("label", { textContent: unit ? `Your guess (${unit})` : "Your guess", htmlFor: field.id });
    return {
      fields: [make("div", { className: "br-field" }, label, field)],
      compare() {
        if (isEmpty(field.value)) throw new Unreadable(`There is no guess yet. ${suchAs(unitInParts(unit).inPercent)}`);
        const guess = readNumber(field.value, unit, task.question);
        const written = amount(guess, unit);
        return [
          facts([["Your guess", written + originOf(field.value, guess, written)], ["The answer", amount(task.answer, unit)]]),
          said(`Your guess is ${distance(guess, task.answer, unit)}.`),
          ...remarkOnUnit(guess, field.value, unit),
          scaleLine(guess, task.answer, unit),
        ];
      },
    };
  };
  const radios = (legend, choices, words) => {
    const name = newName();
    const picks = choices.map((choice, place) => make("label", { className: "br-pick" }, make("input", { type: "radio", name, value: String(place) }), words[place]));
    return make("fieldset", {}, make("legend", { className: "br-unseen", textContent: legend }), ...picks);
  };
  const choice = task => {
    const choices = task.known.choices;
    const field = radios(task.question, choices, choices.map(each => make("span", { textContent: each })));
    return {
      fields: [field],
      compare() {
        const picked = field.querySelector(":checked");
        if (!picked) throw new Unreadable("There is no guess yet. Choose one.");
        const guess = choices[Number(picked.value)];
        const right = guess === task.answer;
        return [
          facts([["Your guess", guess], ["The answer", task.answer]]),
          said(right ? `Your guess is the answer: ${task.answer}.` : `You chose ${guess}; the answer is ${task.answer}.`),
        ];
      },
    };
  };
  const points = task => {
    const unit = task.known.unit;
    const fields = task.known.points.map(point => {
      const field = make("input", { type: "text", autocomplete: "off", id: newName() });
      const label = make("label", { textContent: unit ? `${point} (${unit})` : point, htmlFor: field.id });
      return { point, field, row: make("div", { className: "br-field" }, label, field) };
    });
    const row = (tag, cells) => make("tr", {}, ...cells.map(text => make(tag, { textContent: text, ...(tag === "th" ? { scope: "col" } : {}) })));
    return {
      fields: fields.map(each => each.row),
      compare() {
        if (fields.every(each => isEmpty(each.field.value))) throw new Unreadable("There is no guess yet. Write a number for one point or more.");
        const rows = fields.map(({ point, field }) => {
          const answer = task.answer[point];
          if (isEmpty(field.value)) return [point, "none", amount(answer, unit), "left open"];
          let guess;
          try { guess = readNumber(field.value, unit, task.question); }
          catch (fault) { if (fault instanceof Unreadable) throw new Unreadable(`At ${point}: ${fault.message}`); throw fault; }
          return [point, amount(guess, unit), amount(answer, unit), distance(guess, answer, unit)];
        });
        const table = make("table", {}, make("thead", {}, row("th", ["Point", "Your guess", "The answer", "Distance"])), make("tbody", {}, ...rows.map(cells => row("td", cells))));
        const strip = make("div", { className: "br-strip", tabIndex: 0 }, table);
        strip.setAttribute("role", "region");
        strip.setAttribute("aria-label", "Your guesses beside the answers");
        return [strip];
      },
    };
  };
  const KINDS = { number, choice, points };

  /* --- the form of a guess. What the next cells show waits for it. */
  const whatFollows = box => {
    const found = [];
    let cell = box.closest(".cell")?.nextElementSibling;
    while (cell?.matches(".cell") && !cell.querySelector(".br-predict")) {
      found.push(...cell.querySelectorAll(":scope > .cell_output"));
      cell = cell.nextElementSibling;
    }
    return found;
  };
  const keepBack = outputs => {
    for (const output of outputs) {
      output.classList.add("br-waits");
      output.prepend(make("p", { className: "br-wait-line", textContent: "What this cell shows stands here after your guess above." }));
    }
  };
  const letOut = outputs => {
    for (const output of outputs) {
      output.classList.remove("br-waits");
      output.querySelector(":scope > .br-wait-line")?.remove();
    }
  };
  const ask = box => {
    const data = box.dataset;
    const task = { question: data.question, known: JSON.parse(data.known), answer: JSON.parse(atob(data.answer)) };
    const parts = KINDS[data.kind](task);
    const result = make("div", { className: "br-result" });
    result.setAttribute("role", "status");
    const waiting = whatFollows(box);
    const open = what => {
      result.replaceChildren(...what);
      letOut(waiting);
    };
    const without = make("button", { type: "button", textContent: "Show the answer without a guess" });
    without.addEventListener("click", () => { box.classList.remove("br-asks"); open([]); without.remove(); });
    const form = make("form", { noValidate: true }, ...parts.fields, make("div", { className: "br-buttons" }, make("button", { textContent: "Compare" }), without));
    form.addEventListener("submit", event => {
      event.preventDefault();
      try { open(parts.compare()); }
      catch (fault) {
        if (!(fault instanceof Unreadable)) throw fault;
        result.replaceChildren(said(fault.message));
      }
    });
    box.classList.add("br-asks");
    box.append(form, result);
    keepBack(waiting);
  };

  /* --- a seal: SHA-256 (FIPS 180-4) of the text that practice/seals.py makes, ten characters of
     it; Web Crypto is not there on every page */
  const fractionBits = (value, root) => Math.floor((value ** (1 / root) % 1) * 2 ** 32) | 0;
  const primes = [];
  for (let candidate = 2; primes.length < 64; candidate += 1) if (primes.every(prime => candidate % prime)) primes.push(candidate);
  const ROUNDS = primes.map(prime => fractionBits(prime, 3));
  const turned = (word, by) => (word >>> by) | (word << (32 - by));
  const sha256 = text => {
    const bytes = [...new TextEncoder().encode(text)];
    const bits = bytes.length * 8;
    bytes.push(0x80);
    while (bytes.length % 64 !== 56) bytes.push(0);
    for (let place = 7; place >= 0; place -= 1) bytes.push(Math.floor(bits / 2 ** (8 * place)) & 255);
    const state = primes.slice(0, 8).map(prime => fractionBits(prime, 2));
    for (let block = 0; block < bytes.length; block += 64) {
      const w = [];
      for (let i = 0; i < 64; i += 1) {
        if (i < 16) { const at = block + 4 * i; w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]; continue; }
        const early = w[i - 15], late = w[i - 2];
        w[i] = (w[i - 16] + (turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)) + w[i - 7] + (turned(late, 17) ^ turned(late, 19) ^ (late >>> 10))) | 0;
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i += 1) {
        const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
        const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) | 0; });
    }
    return state.map(word => (word >>> 0).toString(16).padStart(8, "0")).join("");
  };
  const sealOf = (question, letter) => sha256(`[${question};${letter}]`).slice(0, 10);

  /* --- a choice question */
  const choose = box => {
    const items = [...box.querySelectorAll(":scope > ol > li")];
    const letters = items.map(item => item.dataset.letter);
    const texts = items.map((item, place) => make("span", {}, `${letters[place]}: `, ...item.querySelector(".br-choice-text").cloneNode(true).childNodes));
    const field = radios(box.querySelector(".br-question").textContent, letters, texts);
    const result = make("div", { className: "br-result" });
    result.setAttribute("role", "status");
    field.addEventListener("change", event => {
      const place = Number(event.target.value);
      const right = sealOf(box.dataset.sealed, letters[place]) === box.dataset.right;
      const words = [...items[place].querySelector(".br-said").cloneNode(true).childNodes];
      result.replaceChildren(make("p", {}, right ? "Right. " : "Not yet. ", ...words));
    });
    box.classList.add("br-asks");
    box.append(field, result);
  };

  const begin = () => {
    document.querySelectorAll(".br-predict[data-answer]").forEach(ask);
    document.querySelectorAll(".br-choice").forEach(choose);
    cover.remove();
  };
  window.briefingRoomWithoutKernel = { sha256, shown, fixed };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
