// Dashboards: the pictures that charts.js does not know, the year of the map, PNG, full screen.

import * as echarts from "../vendor/echarts.js";
import { KINDS, axis, common, draw, drawAll, hatched, look, numbers, percents, size, token } from "./charts.js";

const SCALE = ["--scale-0", "--scale-1", "--scale-2", "--scale-3", "--scale-4", "--scale-5"];
const KIND_COLOURS = ["#0b4650", "#1f7683", "#4e9aa6", "#8f5500", "#c77700", "#8dc0c8", "#e8b964"];
const NARROW = 640;
const DAY = 86_400_000;
const short = (v) => percents.format(v).replace(/[,.]0/, "");
const marksOf = (figure) => JSON.parse(figure.dataset.marks ?? "[]");
const soft = () => ({ color: token("--ink-soft"), fontSize: size() });
const scale = (min, max, more = {}) => ({
  type: "continuous", min, max, calculable: false, itemHeight: 90, itemWidth: 12,
  inRange: { color: SCALE.map(token) }, textStyle: soft(), ...more,
});
const known = (values) => values.filter((value) => !Number.isNaN(value));

const whole = (row) => !row.values.some(Number.isNaN);
const shares = KINDS.shares;
/** Of a row of which something is withheld, no share is drawn. */
KINDS.shares = (data, figure) => shares({ ...data, rows: data.rows.filter(whole) }, figure);

/** Months from left to right, kinds of contact stacked, notes as lines with their words. */
KINDS.months = ({ columns, rows }, figure) => {
  const days = [...document.querySelectorAll(`#${figure.dataset.table} tbody th`)].map((cell) => cell.dataset.day.slice(0, 7));
  const marks = marksOf(figure).filter((mark) => days.includes(mark.from.slice(0, 7)));
  return {
    ...common(),
    grid: { ...common().grid, top: marks.length ? 62 : 40 },
    legend: { ...common().legend, type: "scroll" },
    tooltip: { ...common().tooltip, trigger: "axis", valueFormatter: (v) => numbers.format(v) },
    xAxis: axis.category(rows.map((row) => row.label), { axisLabel: { ...soft(), hideOverlap: true } }),
    yAxis: axis.value(),
    series: columns.map((name, index) => ({
      name, type: "bar", stack: "all", barMaxWidth: 44,
      itemStyle: { color: KIND_COLOURS[index], borderColor: token("--surface"), borderWidth: 0.5 },
      data: rows.map((row) => (whole(row) ? row.values[index] : undefined)),
      ...(index === 0 && marks.length ? { markLine: lines(marks, days) } : {}),
    })),
  };
};

function lines(marks, days) {
  return {
    symbol: ["none", "circle"], symbolSize: 6, silent: true,
    lineStyle: { color: token("--accent-strong"), type: "dashed", width: 1.5 },
    label: { color: token("--accent-strong"), fontWeight: 600, fontSize: size() },
    data: marks.map((mark, at) => ({
      xAxis: days.indexOf(mark.from.slice(0, 7)),
      label: { formatter: mark.text.length > 26 ? `${mark.text.slice(0, 25)}…` : mark.text, distance: at % 2 ? 18 : 4 },
    })),
  };
}

/** Shares of how long ago, from dark to pale. */
KINDS.ages = (data, figure) => {
  const drawn = KINDS.shares(data, figure);
  const shades = ["--scale-5", "--scale-4", "--scale-3", "--scale-2", "--chart-2", "--chart-none"];
  const dressed = drawn.series.map((one, at) => ({ ...one, itemStyle: { color: token(shades[at]), borderColor: token("--surface"), borderWidth: 1 } }));
  return { ...drawn, grid: { ...drawn.grid, top: 56 }, series: dressed };
};

/** Two periods side by side: one pair of bars for each row. */
KINDS.periods = ({ columns, rows }) => ({
  ...common(),
  grid: { ...common().grid, right: 5 * size() },
  tooltip: { ...common().tooltip, trigger: "axis", axisPointer: { type: "shadow" }, valueFormatter: (v) => (v === undefined ? "–" : percents.format(v)) },
  xAxis: { ...axis.value(), axisLabel: { ...soft(), hideOverlap: true, formatter: short } },
  yAxis: axis.category(rows.map((row) => row.label), { inverse: true }),
  series: columns.map((name, index) => ({
    name, type: "bar", barMaxWidth: 16, barGap: "12%",
    itemStyle: { ...(index ? { color: token("--chart-3") } : look(0)), borderRadius: [0, 2, 2, 0] },
    label: { show: true, position: "right", ...soft(), formatter: ({ value }) => percents.format(value) },
    data: rows.map((row) => (Number.isNaN(row.values[index]) ? undefined : row.values[index])),
  })),
});

/** Rows and columns as fields, the darker the higher; wide ones stand upright where it is narrow. */
KINDS.heat = ({ columns, rows }, figure) => {
  const box = figure.querySelector("[data-canvas]");
  const many = rows.length > 12;
  const upright = !many || box.clientWidth < NARROW;
  if (many && upright) box.style.height = `${rows.length * 20 + 90}px`;
  const labels = rows.map((row) => row.label);
  const cells = rows.flatMap((row, y) => row.values.map((value, x) => [upright ? x : y, upright ? y : x, value]).filter((cell) => !Number.isNaN(cell[2])));
  const place = ({ value }) => (upright ? [labels[value[1]], columns[value[0]]] : [labels[value[0]], columns[value[1]]]);
  const long = columns.some((name) => name.length > 6);
  const heads = long && box.clientWidth < NARROW ? { rotate: 60, fontSize: 11, width: 70, overflow: "truncate" } : { width: 74, overflow: "break", lineHeight: 14 };
  const tilt = many && !upright ? { rotate: 55, fontSize: 11, width: 110, overflow: "truncate", interval: 0 } : { interval: 0, width: upright && many ? 120 : undefined, overflow: "truncate" };
  const dark = Math.max(0.01, ...cells.map((cell) => cell[2]));
  return {
    ...common(),
    legend: undefined,
    grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
    tooltip: { ...common().tooltip, trigger: "item", formatter: (point) => `${place(point).join("\n")}: ${percents.format(point.value[2])}` },
    visualMap: { ...scale(0, dark), show: false },
    xAxis: axis.category(upright ? columns : labels, { splitArea: { show: false }, position: upright ? "top" : "bottom", axisLine: { show: false }, axisLabel: { ...soft(), ...(upright ? { interval: 0, ...heads } : tilt) } }),
    yAxis: axis.category(upright ? labels : columns, { inverse: true, axisLine: { show: false }, axisLabel: { ...soft(), ...(upright ? tilt : { interval: 0 }) } }),
    series: [{
      type: "heatmap",
      data: cells.map((value) => (value[2] > dark * 0.7 ? { value, label: { color: token("--surface") } } : value)),
      itemStyle: { borderColor: token("--surface"), borderWidth: 2, borderRadius: 3 },
      label: { show: !many || (upright && box.clientWidth > 320), fontSize: many ? 10 : size() + 1, color: token("--ink"), formatter: ({ value }) => short(value[2]) },
      emphasis: { itemStyle: { borderColor: token("--accent"), borderWidth: 2 } },
    }],
  };
};

/** A field for each day of the weeks in the table; days with a note have an edge. */
KINDS.calendar = ({ rows }, figure) => {
  const box = figure.querySelector("[data-canvas]");
  const heads = [...document.querySelectorAll(`#${figure.dataset.table} tbody th`)];
  const names = [...document.querySelectorAll(`#${figure.dataset.table} thead th[data-series]`)].map((cell) => cell.textContent);
  const days = heads.flatMap((cell, week) => rows[week].values.map((value, at) => [dayAfter(cell.dataset.day, at), value])).filter((pair) => !Number.isNaN(pair[1]));
  if (!days.length) return { series: [] };
  const marks = marksOf(figure);
  const said = (day) => marks.filter((mark) => mark.from <= day && day <= mark.to).map((mark) => mark.text);
  const most = Math.max(1, ...days.map((pair) => pair[1]));
  const upright = box.clientWidth < NARROW;
  const cell = upright ? 18 : Math.min(document.fullscreenElement ? 34 : 24, (box.clientWidth - 60) / (heads.length + 1));
  box.style.height = `${(upright ? heads.length : 7) * cell + 40}px`;
  echarts.getInstanceByDom(box)?.resize();
  const written = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeZone: "UTC" });
  const months = new Intl.DateTimeFormat(document.documentElement.lang, { month: "short", timeZone: "UTC" });
  return {
    ...common(),
    legend: undefined,
    tooltip: { ...common().tooltip, trigger: "item", formatter: ({ value }) => [written.format(new Date(value[0])), numbers.format(value[1]), ...said(value[0])].join("\n") },
    visualMap: { ...scale(0, most), show: false },
    calendar: {
      range: [days[0][0], days.at(-1)[0]], left: upright ? 56 : 36, top: 26, cellSize: cell, orient: upright ? "vertical" : "horizontal",
      itemStyle: { color: token("--surface"), borderColor: token("--surface"), borderWidth: 2 },
      splitLine: { lineStyle: { color: token("--line-strong"), width: 1 } },
      yearLabel: { show: false },
      dayLabel: { firstDay: 1, ...soft(), nameMap: [names[6], ...names.slice(0, 6)] },
      monthLabel: { ...soft(), nameMap: [...Array(12).keys()].map((month) => months.format(Date.UTC(2026, month, 1))) },
    },
    series: [
      { type: "heatmap", coordinateSystem: "calendar", data: days.map(([day, value]) => ({ value: [day, value], itemStyle: value ? {} : { color: token("--chart-none") } })), itemStyle: { borderRadius: 2 } },
      { type: "scatter", coordinateSystem: "calendar", symbol: "rect", symbolSize: Math.max(4, cell - 3), silent: true, z: 5,
        itemStyle: { color: "transparent", borderColor: token("--accent-strong"), borderWidth: 2 },
        data: days.filter(([day]) => said(day).length).map(([day]) => [day, 1]) },
    ],
  };
};

const dayAfter = (day, number) => new Date(Date.parse(day) + number * DAY).toISOString().slice(0, 10);

/** The city in the year that the line below is set to; all years have one scale. */
KINDS.years_on_map = (data, figure, shapes) => {
  const line = figure.querySelector("input[type=range]");
  if (!shapes) return KINDS.heat(data, figure);
  const all = known(data.rows.flatMap((row) => row.values));
  const at = Number(line?.value ?? 0);
  const rows = data.rows.map((row) => ({ ...row, values: [row.values[at]] }));
  echarts.registerMap("city", shapes);
  const [low, high] = [Math.min(0, ...all), Math.max(0.01, ...all)];
  return {
    ...common(),
    legend: undefined,
    tooltip: { ...common().tooltip, trigger: "item", formatter: ({ name, data: point }) => (point ? `${name}\n${data.columns[at]}: ${percents.format(point.value)}` : `${name}\n${figure.dataset.nothing}`) },
    visualMap: scale(low, high, { left: 0, bottom: 0, text: [short(high), short(low)] }),
    series: [{
      type: "map", map: "city", nameProperty: "number", roam: false, aspectScale: shapes.aspect,
      layoutCenter: ["54%", "50%"], layoutSize: "98%",
      itemStyle: { areaColor: hatched(), borderColor: token("--surface"), borderWidth: 1 },
      emphasis: { label: { show: false }, itemStyle: { areaColor: token("--accent") } },
      select: { disabled: true },
      nameMap: Object.fromEntries(shapes.features.map(({ properties }) => [properties.number, `${properties.number} ${properties.name}`])),
      data: rows.filter((row) => !Number.isNaN(row.values[0])).map((row) => ({ name: row.label, value: row.values[0] })),
    }],
  };
};

/** The city by one rate; what is withheld is hatched like what there is nothing of. */
KINDS.rates_on_map = (data, figure, shapes) => {
  if (shapes) return KINDS.years_on_map(data, figure, shapes);
  const rows = data.rows.filter((row) => !Number.isNaN(row.values[0]));
  return KINDS.rates({ ...data, series: ["rate"], rows }, figure);
};

/** Steps below one another, each as long as so many came so far. */
KINDS.funnel = ({ rows }) => {
  const whole = rows[0]?.values[0] || 1;
  const shades = ["--scale-5", "--scale-4", "--scale-4", "--scale-3", "--scale-3", "--scale-2"];
  return {
    ...common(),
    legend: undefined,
    grid: { left: 8, right: 8 * size(), top: 4, bottom: 4, containLabel: true },
    tooltip: { ...common().tooltip, trigger: "item", formatter: ({ name, value }) => `${name}\n${numbers.format(value)} (${percents.format(value / whole)})` },
    xAxis: { type: "value", show: false, max: whole },
    yAxis: axis.category(rows.map((row) => row.label), { inverse: true, axisLine: { show: false }, axisLabel: { color: token("--ink"), fontSize: size() + 1, width: document.fullscreenElement ? 230 : 150, overflow: "break" } }),
    series: [{
      type: "bar", barCategoryGap: "22%", showBackground: true, backgroundStyle: { color: token("--surface-2") },
      label: { show: true, position: "right", color: token("--ink"), fontSize: size() + 1, formatter: ({ value }) => `${numbers.format(value)}  (${short(value / whole)})` },
      data: rows.map((row, at) => ({ value: row.values[0], itemStyle: { color: token(shades[at]), borderRadius: [0, 3, 3, 0] } })),
    }],
  };
};

drawAll();

for (const line of document.querySelectorAll("input[data-years]")) {
  const years = line.dataset.years.split(" ");
  const turn = () => {
    const year = years[Number(line.value)];
    line.setAttribute("aria-valuetext", year);
    line.parentElement.querySelector("output").textContent = year;
    draw(line.closest("figure"));
  };
  line.setAttribute("aria-valuetext", years[Number(line.value)]);
  line.addEventListener("input", turn);
}

for (const button of document.querySelectorAll("[data-png]")) {
  button.addEventListener("click", () => {
    const box = document.querySelector(`figure[data-table="${button.dataset.png}"] [data-canvas]`);
    const address = echarts.getInstanceByDom(box)?.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: token("--surface") });
    if (address) Object.assign(document.createElement("a"), { href: address, download: `${button.dataset.name}.png` }).click();
  });
}

document.querySelector("[data-print]")?.addEventListener("click", () => print());

const full = document.querySelector("[data-full-screen]");
const board = full && document.getElementById(full.dataset.fullScreen);
const toggle = () => (document.fullscreenElement ? document.exitFullscreen() : board.requestFullscreen());
if (full && !document.fullscreenEnabled) full.remove();
full?.addEventListener("click", toggle);
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (full?.isConnected && event.key === "f" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) toggle();
});
document.addEventListener("fullscreenchange", () => setTimeout(drawAll, 100));
