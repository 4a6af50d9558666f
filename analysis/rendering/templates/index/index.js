"use strict";
// Search, order and filters of the index; without it the table is read as it is.
(() => {
  const find = id => document.getElementById(id);
  const body = document.querySelector(".counties tbody");
  const heads = [...document.querySelectorAll(".counties thead th")];
  const names = heads.map(head => head.dataset.column);
  const radios = [...document.querySelectorAll(".language")];
  const fields = ["search", "province", "city", "programme", "state", "order"];
  const cities = [...find("city").options];
  const programmes = [...find("programme").options].map(option => option.value);
  const above = new Map(cities.map(option => [option.value, option.dataset.above]));
  const squeeze = text => text.toLowerCase().replace(/[\s'’·]+/g, "");
  const read = text => {
    const found = text.replace(/,/g, "").replace("\u2212", "-").match(/-?\d+(\.\d+)?/);
    return found ? Number(found[0]) : null;
  };
  const keyOf = (row, at) => {
    const text = row.cells[at]?.textContent ?? "", name = names[at];
    if (name === "month") return /\d/.test(text) ? Number(text.replace("-", "")) : null;
    if (name !== "targets") return read(text);
    const [met, items] = text.split("/").map(Number);
    return items ? met / items : null;
  };
  const FIRST = 100;
  const rows = [...body.rows].map((row, place) => {
    const { a = "", p = "", g = "", s = "" } = row.dataset;
    const head = row.cells[0], code = head.id.slice(1);
    const shown = [...head.children].map(part => squeeze(part.textContent)).join("\n");
    return {
      row, place, code, failed: s === "failed", province: above.get(a) || a, city: a,
      programmes: g ? g.split(" ").map(number => programmes[+number + 1]) : [],
      text: `${shown}\n${p.replace(" ", "\n")}\n${code}`,
    };
  });
  // The sort keys of a column are read when they are first asked for.
  const keys = new Map();
  const readKeys = at => {
    if (!keys.has(at)) keys.set(at, rows.map(one => keyOf(one.row, at)));
    return keys.get(at);
  };
  const contradictions = names.indexOf("contradictions");
  const states = {
    contradictions: one => readKeys(contradictions)[one.place] > 0,
    failed: one => one.failed,
    current: one => !one.failed,
  };
  let isDescending = true, inOrder = rows, matching = rows, most = FIRST;

  const order = () => {
    const name = find("order").value, at = names.indexOf(name), sign = isDescending ? -1 : 1;
    heads.forEach((head, place) => {
      if (place === at) head.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    if (at < 0) {
      inOrder = rows;
    } else if (name === "county") {
      inOrder = [...rows].sort((a, b) => sign * (a.code < b.code ? -1 : 1));
    } else {
      const of = readKeys(at);
      inOrder = [...rows].sort(({ place: a }, { place: b }) =>
        (of[a] === null) - (of[b] === null) || sign * (of[a] - of[b]) || a - b);
    }
    filter();
  };

  const filter = () => {
    const query = squeeze(find("search").value);
    const [province, city, programme, state] = fields.slice(1, 5).map(id => find(id).value);
    matching = inOrder.filter(one => (!query || one.text.includes(query))
      && (!province || one.province === province) && (!city || one.city === city)
      && (!programme || one.programmes.includes(programme)) && (!state || states[state](one)));
    most = FIRST;
    show();
  };

  // Only rows that are shown are in the page, so that a filter is as fast for a nation as for a city.
  const show = () => {
    const listed = matching.slice(0, most), isCut = listed.length < matching.length;
    body.replaceChildren(...listed.map(one => one.row));
    const said = find(isCut ? "cut" : "shown").content.cloneNode(true);
    fill(said.children, listed.length);
    document.querySelector(".shown").replaceChildren(said);
    more.hidden = !isCut;
    fill(more.querySelectorAll("span"), listed.length);
  };
  const more = document.querySelector(".more");
  const patterns = new Map([...more.querySelectorAll("span")].map(part => [part, part.textContent]));
  const fill = (parts, listed) => {
    for (const part of parts) {
      part.textContent = (patterns.get(part) || part.textContent).replace("{shown}", matching.length)
        .replace("{all}", rows.length).replace("{listed}", listed);
    }
  };
  const showAll = () => { most = rows.length; show(); };
  more.querySelector("button").addEventListener("click", () => {
    const next = matching[most];
    showAll();
    [...next.row.querySelectorAll("a")].find(link => link.offsetParent)?.focus();
  });
  // On paper there is no button: all that match are printed.
  let shownBefore = FIRST;
  addEventListener("beforeprint", () => { shownBefore = most; showAll(); });
  addEventListener("afterprint", () => { most = shownBefore; show(); });

  const listCities = () => {
    const province = find("province").value, chosen = find("city").value;
    const own = cities.filter(one => !one.value || !province || one.dataset.above === province);
    find("city").replaceChildren(...own);
    find("city").value = own.some(one => one.value === chosen) ? chosen : "";
  };

  const speak = () => {
    const at = Math.max(0, radios.findIndex(radio => radio.checked));
    for (const option of [...document.querySelectorAll("option"), ...cities]) {
      option.textContent = option.dataset[`l${at}`];
    }
    document.documentElement.lang = radios[at].dataset.tag;
    document.title = radios[at].dataset.title;
  };

  const keep = () => {
    const state = new URLSearchParams();
    for (const id of fields) if (find(id).value) state.set(id, find(id).value);
    if (find("order").value && !isDescending) state.set("ascending", "1");
    const at = radios.findIndex(radio => radio.checked);
    if (at > 0) state.set("language", radios[at].dataset.tag);
    const hash = state.toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  };

  const restore = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    const choose = id => {
      find(id).value = state.get(id) || "";
      if (find(id).selectedIndex < 0) find(id).value = "";
    };
    choose("province");
    listCities();
    fields.filter(id => id !== "province").forEach(choose);
    isDescending = !state.get("ascending");
    const asked = radios.find(radio => radio.dataset.tag === state.get("language"));
    if (asked) asked.checked = true;
    speak();
    order();
  };

  let isWaiting = 0;
  find("search").addEventListener("input", () => {
    filter();
    clearTimeout(isWaiting);
    isWaiting = setTimeout(keep, 300);
  });
  for (const id of fields.slice(1, 5)) {
    find(id).addEventListener("change", () => {
      if (id === "province") listCities();
      filter();
      keep();
    });
  }
  const startsAscending = name => name === "county";
  find("order").addEventListener("change", () => {
    isDescending = !startsAscending(find("order").value);
    order();
    keep();
  });
  for (const radio of radios) {
    radio.addEventListener("change", () => {
      speak();
      keep();
    });
  }
  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(head.firstElementChild);
    head.prepend(button);
    button.addEventListener("click", () => {
      const isSame = find("order").value === names[at];
      isDescending = isSame ? !isDescending : !startsAscending(names[at]);
      find("order").value = names[at];
      order();
      keep();
    });
  });
  // On a phone the headings are for readers of the table only; the order is chosen from a list.
  const phone = matchMedia("(max-width: 719.9px)");
  const adapt = () => heads.forEach(head => { head.firstElementChild.tabIndex = phone.matches ? -1 : 0; });
  phone.addEventListener("change", adapt);
  adapt();
  document.querySelector(".controls").hidden = false;
  addEventListener("hashchange", restore);
  restore();
})();
