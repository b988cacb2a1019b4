/* The map in the browser. There is one per frame: Python calls start() once with what
   never changes, and paint() with what is wanted now. Shapes are fetched once. */
"use strict";

window.phmMap = (() => {
  const PAIRS =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const SUPPRESSED = 5, NOT_REPORTED = 6, NO_DATA = 7;
  const STATUSES = { [SUPPRESSED]: "suppressed", [NOT_REPORTED]: "not reported",
                     [NO_DATA]: "no data" };

  let map, settings, colours, shapes, facts, wanted, patterns, badge;
  let areas = [], moved = false, clicked = null, shown = {}, paints = 0;
  const layers = {}, pointFiles = {};

  function start(leafletMap, given) {
    map = leafletMap;
    settings = given;
    colours = given.colours;
    patterns = { [SUPPRESSED]: pattern(hatch, colours.suppressedInk, colours.suppressedPaper),
                 [NOT_REPORTED]: pattern(dots, colours.notReportedInk, colours.notReportedPaper),
                 [NO_DATA]: colours.noData };
    addOverlays();
    addControls();
    keepWhole();
    shapes = L.geoJSON(null, { renderer: L.canvas({ padding: 0.2 }), style: firstStyle,
                               onEachFeature: (_, layer) => areas.push(layer) });
    shapes.on("click", (event) => { clicked = areas.indexOf(event.layer); });
    shapes.bindTooltip((layer) => tip(areas.indexOf(layer)), { sticky: true });
    shapes.addTo(map);
    load();
  }

  async function load() {
    const note = say("Drawing the map…");
    try {
      const [drawn, told] = await Promise.all([fetched(settings.shapes),
                                               fetched(settings.facts)]);
      facts = told;
      shapes.addData(drawn);
      note.remove();
      if (wanted) repaint();
    } catch (problem) {
      note.textContent = "The map could not be drawn; its numbers are in the table.";
      console.error(problem);
    }
  }

  // File names carry a hash of the content, so a kept copy is always right.
  async function fetched(url) {
    const answer = await fetch(url, { cache: "force-cache" });
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  }

  function paint(now) {
    wanted = now;
    if (facts && areas.length) repaint();
  }

  function repaint() {
    describe(wanted.title);
    paintBadge();
    paintAreas();
    paintCircles();
    paintSelected();
    paintNames();
    paintPoints();
    const done = ++paints;
    L.Util.requestAnimFrame(() => { map.getContainer().dataset.painted = done; });
  }

  // Inside the map's own frame, so that a picture taken of it says what it shows.
  function paintBadge() {
    const container = map.getContainer();
    badge ??= L.DomUtil.create("div", "phm-badge", container);
    badge.textContent = wanted.badge;
    badge.hidden = !wanted.badge;
  }

  /* Areas */

  function firstStyle() {
    return { fillColor: colours.noData, fillOpacity: 1,
             color: colours.outline ?? colours.noData, weight: settings.outlineWidth };
  }

  function paintAreas() {
    const digits = unpack(wanted.areas.digits, areas.length);
    const fills = digits.map((digit) => wanted.areas.fills[digit] ?? patterns[digit]);
    areas.forEach((area, i) => {
      if (area.options.fillColor === fills[i]) return;
      area.options.fillColor = fills[i];
      // Without outlines an area is edged in its own colour: a town's areas, each less
      // than a pixel, would vanish otherwise.
      area.setStyle(colours.outline ? {} : { color: fills[i] });
    });
    shown.areas = digits;
  }

  function unpack(packed, count) {
    const digits = [];
    for (const sign of packed) {
      const pair = PAIRS.indexOf(sign);
      digits.push(pair >> 3, pair & 7);
    }
    return digits.slice(0, count);
  }

  /* What lies over the areas: own canvases, so that areas need not be drawn again and
     clicks fall through to them. */

  function addOverlays() {
    ["circles", "selected", "points", "names"].forEach((name, i) => {
      const pane = map.createPane(name);
      pane.style.zIndex = 450 + i * 10;
      pane.style.pointerEvents = "none";
      layers[name] = L.layerGroup().addTo(map);
    });
    for (const name of ["circles", "selected", "points"]) {
      layers[name].renderer = L.canvas({ pane: name, padding: 0.2 });
    }
    map.on("zoomend", hideCrowdedNames);
  }

  function over(name, style) {
    return { renderer: layers[name].renderer, pane: name, interactive: false, ...style };
  }

  function paintCircles() {
    layers.circles.clearLayers();
    shown.circles = null;
    if (!wanted.circles) return;
    shown.circles = unpack(wanted.circles.digits, areas.length);
    shown.circles.forEach((digit, i) => {
      const style = circleStyle(digit);
      if (style) L.circleMarker(facts.centroids[i], over("circles", style))
        .addTo(layers.circles);
    });
  }

  function circleStyle(digit) {
    const line = { color: colours.circleOutline, weight: 1.2 };
    const largest = Math.max(...wanted.circles.radii, 0);
    const white = { fillColor: colours.halo, fillOpacity: 1 };
    if (digit === NO_DATA) return null;
    if (digit === SUPPRESSED) {
      return { ...line, radius: Math.max(3, largest * 0.4), dashArray: "3 3", ...white };
    }
    if (digit === NOT_REPORTED) {
      return { radius: Math.max(2, largest * 0.2), weight: 1.5, color: colours.halo,
               fillColor: colours.circleOutline, fillOpacity: 1 };
    }
    return { ...line, radius: wanted.circles.radii[digit], fillColor: colours.circle,
             fillOpacity: 0.92 };
  }

  function paintSelected() {
    layers.selected.clearLayers();
    const area = areas[wanted.selected];
    if (!area) { shown.selected = -1; return; }
    const ring = area.getLatLngs();
    for (const [color, weight] of [[colours.halo, 8], [colours.selected, 4]]) {
      L.polygon(ring, over("selected", { color, weight, fill: false }))
        .addTo(layers.selected);
    }
    if (shown.selected !== wanted.selected) reveal(area);
    shown.selected = wanted.selected;
  }

  // An area chosen elsewhere on the page must not stay out of sight, or a speck.
  function reveal(area) {
    if (areas[clicked] === area) return;
    const bounds = area.getBounds();
    const size = map.latLngToContainerPoint(bounds.getNorthEast())
      .distanceTo(map.latLngToContainerPoint(bounds.getSouthWest()));
    if (map.getBounds().contains(bounds) && size > 24) return;
    moved = true;
    map.fitBounds(bounds.pad(1.5), { animate: false });
  }

  async function paintPoints() {
    layers.points.clearLayers();
    const files = wanted.points;
    for (const { file, colour, radius } of files) {
      pointFiles[file] ??= fetched(`${settings.folder}/${file}`);
      const found = await pointFiles[file];
      if (wanted.points !== files) return;
      const style = { radius, color: colours.halo, weight: 1.2, fillColor: colour,
                      fillOpacity: 1 };
      L.geoJSON(found, { pointToLayer: (_, at) => L.circleMarker(at, over("points", style)) })
        .addTo(layers.points);
    }
  }

  /* Names */

  function paintNames() {
    layers.names.clearLayers();
    const chosen = wanted.selected;
    const named = settings.names ? areas.map((_, i) => i) : areas[chosen] ? [chosen] : [];
    named.forEach((i) => addName(i, i === chosen));
    hideCrowdedNames();
  }

  function addName(i, chosen) {
    const text = document.createElement("div");
    text.className = chosen ? "phm-name phm-chosen" : "phm-name";
    const words = text.appendChild(document.createElement("span"));
    words.textContent = (facts.names ?? facts.ids)[i].replace(/ PCN$/, "");
    const icon = L.divIcon({ html: text, className: "", iconSize: null });
    const at = chosen ? topOf(areas[i]) : facts.centroids[i];
    const marker = L.marker(at, { icon, pane: "names", interactive: false,
                                  keyboard: false });
    marker.area = i;
    marker.text = text;
    if (!chosen && shown.circles && shown.circles[i] < SUPPRESSED) {
      text.style.marginTop = `${wanted.circles.radii[shown.circles[i]] + 10}px`;
    }
    marker.addTo(layers.names);
  }

  // The chosen area's name stands above it, to leave it to be seen.
  function topOf(area) {
    const bounds = area.getBounds();
    return [bounds.getNorth(), bounds.getCenter().lng];
  }

  // The chosen area's name always shows; another only where it fits and is alone.
  function hideCrowdedNames() {
    const taken = [];
    const roomy = layers.names.getLayers().map((marker) => ({ marker, ...room(marker) }));
    roomy.sort((a, b) => b.chosen - a.chosen || b.width - a.width);
    for (const { marker, width, height, chosen } of roomy) {
      marker.text.style.visibility = "visible";
      const box = marker.text.firstChild.getBoundingClientRect();
      const fits = box.width <= width * 1.1 && box.height <= height * 0.8;
      const alone = !taken.some((other) => overlap(box, other));
      const stays = chosen || (fits && alone);
      marker.text.style.visibility = stays ? "visible" : "hidden";
      if (stays) taken.push(box);
    }
  }

  function room(marker) {
    const bounds = areas[marker.area].getBounds();
    const north = map.latLngToContainerPoint(bounds.getNorthEast());
    const south = map.latLngToContainerPoint(bounds.getSouthWest());
    return { width: north.x - south.x, height: south.y - north.y,
             chosen: marker.area === wanted.selected };
  }

  function overlap(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  }

  function tip(i) {
    const box = document.createElement("div");
    box.className = "phm-tip";
    const name = document.createElement("strong");
    name.textContent = (facts.names ?? facts.ids)[i];
    box.append(name);
    if (wanted.within) {
      const around = document.createElement("div");
      around.textContent = wanted.within.names[wanted.within.of[i]];
      box.append(around);
    }
    for (const layer of ["areas", "circles"]) {
      if (!shown[layer]) continue;
      const line = document.createElement("div");
      const digit = shown[layer][i];
      const group = wanted[layer].labels[digit] ?? STATUSES[digit];
      line.textContent = `${wanted[layer].title}: ${group}`;
      box.append(line);
    }
    return box;
  }

  /* Frame */

  // The wheel scrolls the page until the map has been clicked or reached by keyboard.
  function addControls() {
    const container = map.getContainer();
    const focus = container.focus.bind(container);
    container.focus = () => focus({ preventScroll: true });  // the page must not jump
    map.scrollWheelZoom.disable();
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
    const whole = new L.Control({ position: "topleft" });
    whole.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar phm-whole");
      const button = L.DomUtil.create("a", "", bar);
      Object.assign(button, { href: "#", textContent: "Whole map", role: "button" });
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(button, "click", (event) => { L.DomEvent.stop(event); fit(); });
      return bar;
    };
    whole.addTo(map);
  }

  function fit() {
    map.fitBounds(settings.bounds, { padding: [8, 8], animate: false });
  }

  // A frame may get its width late; until the reader moves the map, show all of it.
  function keepWhole() {
    fit();
    for (const kind of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(kind, () => { moved = true; }, { passive: true });
    }
    map.on("resize", () => { if (!moved) fit(); });
  }

  function describe(title) {
    const container = map.getContainer();
    container.setAttribute("role", "application");
    container.setAttribute("aria-label", title);
    if (window.frameElement) window.frameElement.title = title;
  }

  function say(text) {
    const note = L.DomUtil.create("div", "phm-says", map.getContainer());
    note.textContent = text;
    return note;
  }

  function pattern(draw, ink, paper) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.fillStyle = paper;
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = pen.fillStyle = ink;
    draw(pen);
    return pen.createPattern(tile, "repeat");
  }

  function hatch(pen) {
    pen.lineWidth = 2;
    for (const from of [-8, 0, 8]) {
      pen.beginPath();
      pen.moveTo(from - 1, 9);
      pen.lineTo(from + 9, -1);
      pen.stroke();
    }
  }

  function dots(pen) {
    pen.fillRect(1, 1, 2, 2);
    pen.fillRect(5, 5, 2, 2);
  }

  // A click is reported as the area's code and the moment: the same area clicked twice
  // is two reports, and no outline travels back to the server.
  L.Polygon.include({
    toGeoJSON() {
      return { type: "Feature", id: this.feature.id, geometry: null,
               properties: { at: Date.now() } };
    },
  });

  return { start, paint };
})();
