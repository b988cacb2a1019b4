// Draws a Plotly figure, and changes it in place when it is sent again.
//
// Plotly lies beside this script, of the version that the Python package makes figures for.
// It is fetched once for all figures of a window.

const NOT_DRAWN = "The figure could not be drawn. Reload the page, or read its table.";

let plotly;

function fetchPlotly(address) {
  plotly ??= new Promise((found, missing) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => found(window.Plotly);
    script.onerror = () => {
      plotly = undefined; // the next change asks again
      missing(new Error(`nothing at ${address}`));
    };
    document.head.append(script);
  });
  return plotly;
}

// Drawn once a width is known: a box that is folded away has none.
function draw(box, Plotly) {
  const { data, layout } = box.figure;
  const width = box.clientWidth;
  if (width === 0) return;
  if (box.drawnAt === undefined) box.replaceChildren(); // what was said of a failure
  box.drawnAt = width;
  Plotly.react(box, data, { ...layout, width, autosize: false }, { displayModeBar: false });
}

function newBox(parent) {
  const box = document.createElement("div");
  box.className = "phm-figure";
  box.setAttribute("role", "figure");
  box.watcher = new ResizeObserver(() => {
    if (window.Plotly && box.clientWidth !== box.drawnAt) draw(box, window.Plotly);
  });
  parent.append(box);
  box.watcher.observe(box);
  return box;
}

function sayNotDrawn(box, error) {
  console.error(error);
  window.Plotly?.purge(box);
  box.drawnAt = undefined;
  box.replaceChildren(NOT_DRAWN);
}

function drawOrSay(box, Plotly) {
  try {
    if (box.isConnected) draw(box, Plotly);
  } catch (error) {
    sayNotDrawn(box, error);
  }
}

// Asked for before there is a figure: by then a page has half of its words.
window.fetchPhmPlotly = fetchPlotly;

// At once where Plotly is there: behind a promise it waits for what was sent after it.
window.drawPhmFigure = ({ told, figure }, parent) => {
  const box = parent.querySelector(".phm-figure") ?? newBox(parent);
  box.setAttribute("aria-label", told.alt);
  box.figure = figure;
  if (window.Plotly) {
    drawOrSay(box, window.Plotly);
  } else {
    fetchPlotly(told.plotly).then(
      (Plotly) => drawOrSay(box, Plotly),
      (error) => sayNotDrawn(box, error),
    );
  }
  return () => {
    box.watcher.disconnect();
    window.Plotly?.purge(box);
  };
};
