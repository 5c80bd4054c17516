"use strict";
(() => {
  const form = document.querySelector("form");
  if (!form) return;
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const words = form.dataset;
  const list = document.querySelector("#list");
  const subjects = all(".subject", list).map((section, order) => ({
    section, order, id: section.lastElementChild.id, kind: section.dataset.kind, name: section.querySelector("h3").textContent, about: section.querySelector("summary").textContent.toLowerCase(),
    unmet: Number(section.dataset.unmet),
    tables: all(".verdicts, .met", section).map((table) => ({ table, document: table.dataset.document, rows: all("tbody tr, li", table) })),
  }));
  const maps = all(".map").map((table) => ({ table, frame: table.closest(".part"), rows: all("tbody tr", table).map((row) => Object.assign(row, { subject: row.querySelector("a").hash.slice(1) })) }));
  const bySubject = new Map(subjects.map((subject) => [subject.id, subject]));
  const total = subjects.reduce((sum, s) => sum + s.tables.reduce((n, t) => n + t.rows.length, 0), 0);
  const texts = new WeakMap();
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  };
  const fill = (sentence, facts) => sentence.replace(/%(\d)/g, (_, n) => facts[n - 1]);

  const apply = () => {
    const statuses = new Set(all("[name=status]:checked", form).map((box) => box.value));
    const wanted = (row) => !statuses.size || statuses.has(row.className ? row.classList[0].replace("a", "f") : "p");
    const text = form.elements.text.value.trim().toLowerCase();
    const kind = form.elements.kind.value, document_ = form.elements.document.value;
    const narrowed = Boolean(statuses.size || text || kind || document_);
    let shown = 0, people = 0;
    for (const subject of subjects) {
      const named = !text || subject.about.includes(text);
      const fits = !kind || subject.kind === kind;
      let here = 0;
      for (const { table, document: of, rows } of subject.tables) {
        const open = fits && (!document_ || of === document_);
        let inTable = 0;
        for (const row of rows) {
          const show = open && wanted(row) && (named || textOf(row).includes(text));
          if (row.hidden === show) row.hidden = !show;
          inTable += show;
        }
        table.hidden = narrowed && !inTable;
        here += inTable;
      }
      subject.shown = narrowed ? here > 0 : true;
      subject.section.hidden = !subject.shown;
      shown += here;
      people += subject.shown;
    }
    for (const { table, frame, rows } of maps) {
      let here = 0;
      for (const row of rows) {
        row.hidden = !bySubject.get(row.subject).shown;
        here += !row.hidden;
      }
      frame.hidden = !here || Boolean(document_ && table.dataset.document !== document_);
    }
    form.querySelector("output").textContent = narrowed && !shown ? words.none : fill(words.shown, [shown, total, people, subjects.length]);
  };

  const collator = new Intl.Collator(document.documentElement.lang);
  const orders = { report: (a, b) => a.order - b.order, name: (a, b) => collator.compare(a.name, b.name) || a.order - b.order, unmet: (a, b) => b.unmet - a.unmet || a.order - b.order };
  const arrange = () => {
    const sorted = [...subjects].sort(orders[form.elements.order.value]);
    list.append(...sorted.map((subject) => subject.section));
    const place = new Map(sorted.map((subject, index) => [subject.id, index]));
    for (const { table, rows } of maps) table.tBodies[0].append(...[...rows].sort((a, b) => place.get(a.subject) - place.get(b.subject)));
  };

  const columns = ["number", "text", "", "", "", "status", "text", "text"];
  const severity = "fiamdwpn";
  const key = (row, column) => (column.dataset.sort === "status" ? severity.indexOf(row.classList[0]) : row.cells[column.cellIndex].textContent.trim());
  const compare = (a, b) => (typeof a === "number" ? a - b : collator.compare(a, b));
  const numeric = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const sortBy = (heading) => {
    const up = heading.getAttribute("aria-sort") !== "ascending";
    for (const other of all("[aria-sort]", heading.parentElement)) other.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    const body = heading.closest("table").tBodies[0];
    const by = heading.dataset.sort === "number" ? (a, b) => numeric.compare(a, b) : compare;
    const rows = [...body.rows].map((row, index) => ({ row, index, key: key(row, heading) }));
    rows.sort((a, b) => (up ? 1 : -1) * by(a.key, b.key) || a.index - b.index);
    body.append(...rows.map(({ row }) => row));
  };
  const makeSortable = (table) => {
    if (table.matches(".verdicts")) [...table.tHead.rows[0].cells].forEach((heading, index) => { if (columns[index]) heading.dataset.sort = columns[index]; });
    for (const heading of all("th[data-sort]", table)) {
      if (heading.firstElementChild) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = heading.textContent;
      button.title = fill(words.sort, [heading.textContent]);
      heading.replaceChildren(button);
      heading.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => sortBy(heading));
    }
  };
  for (const section of all(".subject")) {
    const prepare = () => all(".verdicts", section).forEach(makeSortable);
    if (section.open) prepare();
    section.addEventListener("toggle", prepare);
  }
  all(".tally").forEach(makeSortable);

  const open = (section) => {
    section.open = true;
    section.scrollIntoView({ block: "start" });
    section.querySelector("summary").focus({ preventScroll: true });
  };
  const show = (row) => {
    row.closest("details").open = true;
    row.hidden = false;
    row.scrollIntoView({ block: "center" });
    row.classList.add("flash");
    const button = row.querySelector("button");
    button.focus({ preventScroll: true });
    button.addEventListener("blur", () => row.classList.remove("flash"), { once: true });
  };
  for (const { table } of maps) {
    table.classList.add("live");
    table.addEventListener("click", (event) => {
      const cell = event.target.closest("tbody td");
      if (!cell) return;
      const rule = table.tHead.rows[0].cells[cell.cellIndex].dataset.rule;
      const subject = bySubject.get(cell.parentElement.subject);
      const button = rule && subject.section.querySelector('[popovertarget="' + rule + '"]');
      if (button) show(button.closest("tr"));
      else if (rule && cell.textContent) open(subject.section);
    });
    table.addEventListener("click", (event) => {
      const link = event.target.closest("tbody th a");
      if (link) document.querySelector(link.getAttribute("href")).closest("details").open = true;
    });
  }

  let waiting = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (event.target.name === "order") arrange();
    else if (event.target.name === "text") waiting = setTimeout(apply, 120);
    else apply();
  });
  form.addEventListener("reset", () => setTimeout(() => { arrange(); apply(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  const openAll = (open) => subjects.forEach(({ section }) => { if (!section.hidden) section.open = open; });
  form.querySelector("#open").addEventListener("click", () => openAll(true));
  form.querySelector("#close").addEventListener("click", () => openAll(false));
  const folded = new Set();
  addEventListener("beforeprint", () => { for (const { section } of subjects) if (!section.open) { folded.add(section); section.open = true; } });
  addEventListener("afterprint", () => { for (const section of folded) section.open = false; folded.clear(); });
  form.hidden = false;
  if (form.elements.order.value !== "report") arrange();
  apply();
})();
