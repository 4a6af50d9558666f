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
  const keyOf = (cell, name) => {
    const text = cell.textContent;
    if (name === "month") return /\d/.test(text) ? Number(text.replace("-", "")) : null;
    if (name !== "targets") return read(text);
    const [met, items] = text.split("/").map(Number);
    return items ? met / items : null;
  };
  const rows = [...body.rows].map((row, place) => {
    const { a = "", p = "", g = "", s = "" } = row.dataset;
    const head = row.cells[0];
    return {
      row, place, failed: s === "failed", code: head.id.slice(1),
      province: above.get(a) || a, city: a, programmes: g ? g.split(" ").map(number => programmes[+number + 1]) : [],
      text: [...head.children].map(part => squeeze(part.textContent)).join("\n") + "\n" + p.replace(" ", "\n") + "\n" + head.id.slice(1),
      keys: [...row.cells].map((cell, at) => at ? keyOf(cell, names[at]) : null),
      isShown: true,
    };
  });
  const contradictions = names.indexOf("contradictions");
  const states = {
    contradictions: one => one.keys[contradictions] > 0,
    failed: one => one.failed,
    current: one => !one.failed,
  };
  let isDescending = true, ordered = "";

  const order = () => {
    const name = find("order").value, at = names.indexOf(name), sign = isDescending ? -1 : 1;
    const now = name && `${name} ${isDescending}`;
    if (now === ordered) return;
    ordered = now;
    const compare = !name ? (a, b) => a.place - b.place
      : name === "county" ? (a, b) => sign * (a.code < b.code ? -1 : 1)
      : (a, b) => (a.keys[at] === null) - (b.keys[at] === null)
        || sign * (a.keys[at] - b.keys[at]) || a.place - b.place;
    const sorted = document.createDocumentFragment();
    for (const one of [...rows].sort(compare)) sorted.append(one.row);
    body.append(sorted);
    heads.forEach((head, place) => {
      if (place === at) head.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };

  const filter = () => {
    const words = find("search").value.trim(), query = squeeze(words);
    const [province, city, programme, state] = fields.slice(1, 5).map(id => find(id).value);
    let shown = 0;
    for (const one of rows) {
      const isShown = (!query || one.text.includes(query))
        && (!province || one.province === province) && (!city || one.city === city)
        && (!programme || one.programmes.includes(programme)) && (!state || states[state](one));
      if (isShown !== one.isShown) one.row.hidden = !isShown;
      one.isShown = isShown;
      shown += isShown;
    }
    const said = document.createElement("div");
    said.append(find("shown").content.cloneNode(true));
    for (const part of said.children) {
      part.textContent = part.textContent.replace("{shown}", shown).replace("{all}", rows.length);
    }
    document.querySelector(".shown").replaceChildren(...said.children);
  };

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
    filter();
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
