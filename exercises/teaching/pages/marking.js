// Keeps the points and the comment of a form, and goes on to the next answer where there is one.
"use strict";

const keepAt = document.body.dataset.keep;
const nextAt = document.body.dataset.next;

async function keep(form) {
    const said = form.querySelector("[role=status]");
    const points = form.elements.points.value.trim().replace(",", ".");
    if (points === "" || !Number.isFinite(Number(points))) {
        said.textContent = "Write a number of points.";
        form.elements.points.focus();
        return;
    }
    const words = {id: form.dataset.cell, points: Number(points)};
    if (form.elements.comment) words.comment = form.elements.comment.value;
    let answer;
    try {
        answer = await fetch(keepAt, {
            method: "POST",
            headers: {"Content-Type": "application/json"},
            body: JSON.stringify(words),
        });
    } catch {
        said.textContent = "Not kept: the window where marking was started has stopped.";
        return;
    }
    if (!answer.ok) {
        said.textContent = "Not kept. " + (await answer.text());
        form.elements.points.select();
    } else if (nextAt) {
        location.assign(nextAt);
    } else {
        said.textContent = "Kept.";
    }
}

for (const form of document.querySelectorAll("form")) {
    form.addEventListener("submit", event => {
        event.preventDefault();
        keep(form);
    });
    form.elements.comment?.addEventListener("keydown", event => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep(form);
    });
}
document.querySelector("#mark input")?.select();

// What is long is shown smaller, so that nothing has to be scrolled.
for (const part of document.querySelectorAll(".one-screen main > section")) {
    for (let size = 14; size > 10.5 && part.scrollHeight > part.clientHeight; size -= 0.5) {
        part.style.fontSize = `${size}px`;
    }
}
