// Charts drawn from the tables beside them: <figure data-chart="KIND" data-table="ID">.
//
// The table is the truth and stays on the page. Its head names the series; a cell's data-value is
// the number; a row's data-key is its code; its first link is where a click leads. A first cell's
// data-label is its shorter name, data-part says that the row is not counted whole.
// Tooltips are drawn on the canvas ("richText"), since inline styles are forbidden here.

import * as echarts from "../vendor/echarts.js";

export const numbers = new Intl.NumberFormat(document.documentElement.lang);
export const percents = new Intl.NumberFormat(document.documentElement.lang, {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

export const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const SERIES = ["--chart-1", "--chart-2", "--chart-none"];
const PALE = "--chart-none";
/** Of more than three series, from dark to pale. */
const MANY = ["--scale-5", "--scale-4", "--scale-3", "--scale-2", "--chart-2", PALE, "--chart-4"];

/** Letters, in pixels; a meeting room reads from further away. */
export const size = () => (document.fullscreenElement ? 17 : 12);

/** Also of what is folded away, where innerText may be empty. @param {HTMLElement} cell */
const words = (cell) => (cell.innerText || cell.textContent || "").trim();

/** What a table says: {columns: [label], series: [name], rows: [{key, label, part, url, values: [number]}]}. */
function read(table) {
  const heads = [...table.tHead.rows[0].cells];
  const wanted = heads.map((cell, index) => ("series" in cell.dataset ? index : -1)).filter((i) => i > 0);
  const rows = [...table.tBodies[0].rows].map((row) => ({
    key: row.dataset.key,
    url: row.querySelector("a")?.href,
    label: row.cells[0].dataset.label ?? words(row.cells[0]),
    part: "part" in row.cells[0].dataset,
    values: wanted.map((index) => Number(row.cells[index].dataset.value ?? NaN)),
  }));
  return {
    columns: wanted.map((index) => words(heads[index])),
    series: wanted.map((index) => heads[index].dataset.series),
    rows,
  };
}

export function common() {
  return {
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    textStyle: { fontFamily: token("--font"), color: token("--ink") },
    tooltip: {
      renderMode: "richText",
      backgroundColor: token("--raised"),
      borderColor: token("--line"),
      textStyle: { color: token("--ink"), fontSize: 13 },
    },
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: token("--ink-soft"), fontSize: size() } },
  };
}

export const axis = {
  value: () => ({ type: "value", splitLine: { lineStyle: { color: token("--line") } }, axisLabel: { color: token("--ink-soft"), fontSize: size(), hideOverlap: true, formatter: (v) => numbers.format(v) } }),
  category: (labels, more = {}) => ({ type: "category", data: labels, axisTick: { show: false }, axisLine: { lineStyle: { color: token("--line") } }, axisLabel: { color: token("--ink-soft"), fontSize: size() }, ...more }),
};

const named = (index, count) => (count > 3 ? MANY : SERIES)[index] ?? `--chart-${index + 1}`;
const line = () => ({ borderColor: token("--surface"), borderWidth: 1 });

/** A series' look. The second has stripes, the pale one an edge: in grey print colours are one. */
export function look(index, count) {
  const stripes = { symbol: "rect", color: token("--chart-stripe"), dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 };
  const edge = { borderColor: token("--ink-soft"), borderWidth: 1 };
  const name = named(index, count);
  return { color: token(name), ...(name === PALE ? edge : line()), ...(name === "--chart-2" ? { decal: stripes } : {}) };
}

/** Hatched paper, for what there is nothing of. */
export function hatched() {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const pen = tile.getContext("2d");
  pen.fillStyle = token("--surface");
  pen.fillRect(0, 0, 8, 8);
  pen.strokeStyle = token("--line-strong");
  for (const start of [-8, 0, 8]) {
    pen.moveTo(start, 8);
    pen.lineTo(start + 8, 0);
  }
  pen.stroke();
  return { image: tile, repeat: "repeat" };
}

/** A step's look among so many, from dark to pale; the last is what there is nothing of. */
const STEPS = ["--scale-5", "--scale-4", "--scale-3", "--scale-2", "--chart-2"];
const step = (index, count) => (index === count - 1 ? look(SERIES.indexOf(PALE)) : { color: token(STEPS[index] ?? "--chart-2"), ...line() });

/** How each kind is drawn; who imports this adds kinds of their own. */
export const KINDS = {
  /** The same, its parts in an order of their own. */
  steps(data) {
    const drawn = KINDS.shares(data);
    drawn.series.forEach((one, index) => { one.itemStyle = step(index, drawn.series.length); });
    return drawn;
  },
  /** Rows as horizontal bars of shares that add up to the whole. */
  shares({ columns, rows }) {
    const sums = rows.map((row) => row.values.reduce((a, b) => a + b, 0) || 1);
    return {
      ...common(),
      tooltip: { ...common().tooltip, trigger: "item", formatter: ({ dataIndex, seriesIndex, seriesName, name }) =>
        `${name}\n${seriesName}: ${numbers.format(rows[dataIndex].values[seriesIndex])} (${percents.format(rows[dataIndex].values[seriesIndex] / sums[dataIndex])})` },
      xAxis: { ...axis.value(), max: 1, axisLabel: { color: token("--ink-soft"), hideOverlap: true, formatter: (v) => percents.format(v).replace(/[,.]0/, "") } },
      yAxis: axis.category(rows.map((row) => row.label), { inverse: true, axisLabel: { color: token("--ink-soft"), width: 190, overflow: "truncate" } }),
      series: columns.map((name, index) => ({
        name, type: "bar", stack: "all", barMaxWidth: 26, itemStyle: look(index, columns.length),
        data: rows.map((row, at) => row.values[index] / sums[at]),
      })),
    };
  },
  /** Months from left to right, series stacked. */
  columns({ columns, rows }) {
    return {
      ...common(),
      tooltip: { ...common().tooltip, trigger: "axis", valueFormatter: (v) => numbers.format(v) },
      xAxis: axis.category(rows.map((row) => row.label), { axisLabel: { color: token("--ink-soft"), hideOverlap: true } }),
      yAxis: axis.value(),
      series: columns.map((name, index) => ({
        name, type: "bar", stack: "all", barMaxWidth: 30, itemStyle: look(index, columns.length),
        data: rows.map((row) => ({ value: row.values[index], ...(row.part ? { itemStyle: { ...look(index, columns.length), opacity: 0.55 } } : {}) })),
      })),
    };
  },
  /** One bar per row, from dark to pale. */
  bands({ columns, rows }) {
    return {
      ...common(),
      legend: undefined,
      grid: { ...common().grid, top: 8, right: 48 },
      tooltip: { ...common().tooltip, trigger: "item", valueFormatter: (v) => numbers.format(v) },
      xAxis: axis.value(),
      yAxis: axis.category(rows.map((row) => row.label), { inverse: true }),
      series: [{
        name: columns[0], type: "bar", barMaxWidth: 26,
        label: { show: true, position: "right", color: token("--ink-soft"), formatter: ({ value }) => numbers.format(value) },
        data: rows.map((row, index) => ({ value: row.values[0], itemStyle: { color: token(MANY[index]) } })),
      }],
    };
  },
  /** The series called rate, one bar per row: what a map shows where there are outlines. */
  rates({ columns, series, rows }) {
    const rate = series.indexOf("rate");
    const shown = rows.filter((row) => !Number.isNaN(row.values[rate]));
    return {
      ...common(),
      legend: undefined,
      grid: { ...common().grid, top: 8, right: 56 },
      tooltip: { ...common().tooltip, trigger: "item", valueFormatter: (v) => percents.format(v) },
      xAxis: { ...axis.value(), axisLabel: { color: token("--ink-soft"), hideOverlap: true, formatter: (v) => percents.format(v).replace(/[,.]0/, "") } },
      yAxis: axis.category(shown.map((row) => row.label), { inverse: true, axisLabel: { color: token("--ink-soft"), width: 150, overflow: "truncate" } }),
      series: [{
        name: columns[rate], type: "bar", barMaxWidth: 26, itemStyle: look(0, 1),
        label: { show: true, position: "right", color: token("--ink-soft"), formatter: ({ value }) => percents.format(value) },
        data: shown.map((row) => ({ value: row.values[rate], url: row.url })),
      }],
    };
  },
  /** Districts, the deeper the better reached; hatched, not pale, where there is no firm. */
  map({ columns, series, rows }, figure, shapes) {
    echarts.registerMap("city", shapes);
    const [rate, firms] = [series.indexOf("rate"), series.indexOf("firms")];
    const inhabited = new Set(rows.filter((row) => row.values[firms]).map((row) => row.key));
    figure.querySelector(".chart-key").hidden = shapes.features.every(({ properties }) => inhabited.has(properties.number));
    const names = shapes.features.map(({ properties }) => [properties.number, `${properties.number} ${properties.name}`]);
    const rates = rows.map((row) => row.values[rate]).filter((value) => !Number.isNaN(value));
    return {
      ...common(),
      legend: undefined,
      tooltip: { ...common().tooltip, trigger: "item", formatter: ({ name, data }) =>
        data ? `${name}\n${columns[rate]}: ${percents.format(data.value)}\n${columns[firms]}: ${numbers.format(data.firms)}` : `${name}\n${figure.dataset.nothing}` },
      visualMap: {
        type: "continuous", min: Math.min(...rates, 0), max: Math.max(...rates, 0.01), left: 0, bottom: 0, itemHeight: 90,
        text: [percents.format(Math.max(...rates, 0.01)), percents.format(Math.min(...rates, 0))],
        inRange: { color: ["--scale-0", "--scale-1", "--scale-2", "--scale-3", "--scale-4", "--scale-5"].map(token) },
        textStyle: { color: token("--ink-soft") }, calculable: false,
      },
      series: [{
        type: "map", map: "city", nameProperty: "number", roam: false, aspectScale: shapes.aspect,
        layoutCenter: ["52%", "50%"], layoutSize: "98%",
        itemStyle: { areaColor: hatched(), borderColor: token("--surface"), borderWidth: 1 },
        emphasis: { label: { show: false }, itemStyle: { areaColor: token("--accent") } },
        select: { disabled: true },
        nameMap: Object.fromEntries([...names, ...rows.map((row) => [row.key, row.label])]),
        data: rows.filter((row) => !Number.isNaN(row.values[rate])).map((row) => ({ name: row.label, value: row.values[rate], firms: row.values[firms], url: row.url })),
      }],
    };
  },
};

/** A box without size, as while a page is being laid out anew, would turn a map inside out. */
function fit(box) {
  if (box.clientWidth && box.clientHeight) echarts.getInstanceByDom(box)?.resize();
}
const watched = new ResizeObserver((changes) => changes.forEach(({ target }) => fit(target)));

export async function draw(figure) {
  if (!KINDS[figure.dataset.chart]) return;
  const table = document.getElementById(figure.dataset.table);
  const data = read(table);
  const shapes = figure.dataset.shapes ? await (await fetch(figure.dataset.shapes)).json() : null;
  if (shapes && !shapes.features.length) return; // a city without outlines has its table
  const box = figure.querySelector("[data-canvas]");
  box.hidden = false;
  const chart = echarts.getInstanceByDom(box) ?? echarts.init(box);
  chart.setOption(KINDS[figure.dataset.chart](data, figure, shapes), true);
  chart.off("click");
  chart.on("click", ({ dataIndex, data: point }) => {
    const url = point?.url ?? data.rows[dataIndex]?.url;
    if (url) location.assign(url);
  });
  watched.observe(box);
}

const figures = [...document.querySelectorAll("figure[data-chart]")];
export const drawAll = () => figures.forEach((figure) => draw(figure));
drawAll();
new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
addEventListener("beforeprint", () => figures.forEach((figure) => fit(figure.querySelector("[data-canvas]"))));
