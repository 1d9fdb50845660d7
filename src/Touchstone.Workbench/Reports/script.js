"use strict";
// The report reads completely without this; it adds overlay control, zoom, keys and sorting.
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const byId = id => document.getElementById(id);
  const all = selector => [...document.querySelectorAll(selector)];
  const overlay = byId("overlay"), opacity = byId("opacity"), zoom = byId("zoom");

  const showOverlay = () => root.classList.toggle("plain", !overlay.checked);
  const showOpacity = () => {
    byId("opacity-value").textContent = opacity.value + " %";
    all(".overlay").forEach(g => { g.style.opacity = opacity.value / 100; });
  };
  // From twice its size on, a stored pixel is a square: smoothing would show what was not recorded.
  const showSquares = () => all("svg.evidence").forEach(svg => {
    const stored = Number(svg.dataset.width);
    const shown = Math.min(svg.clientWidth, svg.clientHeight * svg.viewBox.baseVal.width / svg.viewBox.baseVal.height);
    svg.classList.toggle("square", stored > 0 && shown >= 2 * stored);
  });
  const showZoom = () => {
    const factor = Number(zoom.value);
    root.classList.toggle("zoomed", factor > 0);
    all(".view svg.evidence").forEach(svg => {
      const width = Number(svg.dataset.width) || svg.viewBox.baseVal.width;
      svg.style.width = factor > 0 ? width * factor + "px" : "";
    });
    showSquares();
  };
  const move = step => {
    const sections = all(".finding");
    if (sections.length === 0) return;
    const here = sections.findIndex(s => s === document.activeElement || s.contains(document.activeElement));
    const next = sections[Math.min(sections.length - 1, Math.max(0, here + step))];
    if (next.matches("details")) next.open = true;
    next.focus({ preventScroll: true });
    next.scrollIntoView();
  };
  const fade = step => { opacity.value = Number(opacity.value) + step; showOpacity(); };

  // A link to a folded finding shows it.
  const unfold = () => {
    const target = location.hash.length > 1 && byId(decodeURIComponent(location.hash.slice(1)));
    if (target && target.matches("details")) target.open = true;
  };

  unfold();
  window.addEventListener("hashchange", unfold);
  showSquares();
  window.addEventListener("resize", showSquares);
  window.addEventListener("beforeprint", () => all("details:not(.quiet)").forEach(d => { d.open = true; }));
  if (overlay) {
    overlay.addEventListener("change", showOverlay);
    opacity.addEventListener("input", showOpacity);
    zoom.addEventListener("change", showZoom);
  }
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    o: () => { if (overlay) { overlay.checked = !overlay.checked; showOverlay(); } },
    "[": () => { if (overlay) fade(-10); },
    "]": () => { if (overlay) fade(10); },
    z: () => { if (overlay) { zoom.selectedIndex = (zoom.selectedIndex + 1) % zoom.options.length; showZoom(); } },
    Escape: () => document.activeElement.blur(),
  };
  document.addEventListener("keydown", e => {
    const typing = e.target.matches("textarea, select, input:not([type=range]):not([type=checkbox])");
    if (typing || e.ctrlKey || e.metaKey || e.altKey || !Object.hasOwn(keys, e.key)) return;
    keys[e.key]();
  });

  all("table.sortable").forEach(table => {
    const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0];
    heads.forEach((head, column) => {
      if (!head.dataset.sort) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(h => h.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const key = row => row.cells[column].dataset.key ?? row.cells[column].textContent;
        const order = head.dataset.sort === "number" ? (a, b) => Number(key(a)) - Number(key(b)) : (a, b) => key(a).localeCompare(key(b));
        body.append(...[...body.rows].sort((a, b) => (down ? -1 : 1) * order(a, b)));
      });
    });
  });
})();
