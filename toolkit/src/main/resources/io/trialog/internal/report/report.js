// Draws the report from the JSON in #data. Whatever comes from there is set as text, never as markup.
(function () {
  'use strict';
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById('data').textContent);
  const page = document.getElementById('page');
  const trials = data.trials;
  const count = trials.state.length;
  const study = data.study;
  const voided = new Set(trials.voided);
  const VIRIDIS = ['#440154', '#482878', '#3e4a89', '#31688e', '#26828e', '#1f9e89', '#35b779', '#6dcd59', '#b4de2c', '#fde725'];
  const STATES = ['COMPLETE', 'PRUNED', 'FAIL', 'RUNNING', 'WAITING'];
  const MANY = 2000;
  const MOST_OF_FRONT = 100;
  const TOGETHER = 50;
  const FRAME_HEIGHT = 440;
  const inFrame = data.part === 'FIGURES';
  const charts = [];
  // What the reader has chosen: with or without pruned trials, values on a logarithmic axis, some trials among all.
  let withPruned = true;
  let wantsLog = false;
  let printing = false;
  const chosenTrials = new Set();
  const faded = trial => chosenTrials.size > 0 && !chosenTrials.has(trial);

  // ---- small helpers

  function el(tag, options, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(options || {})) {
      if (key === 'text') node.textContent = value;
      else if (key === 'class') node.className = value;
      else if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
      else if (value !== undefined) node.setAttribute(key, value);
    }
    node.append(...children.filter(child => child !== null));
    return node;
  }

  function number(value) {
    if (typeof value !== 'number') return value === null || value === undefined ? '' : String(value);
    if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
    const text = value.toPrecision(6);
    return text.includes('e') ? String(Number(text)) : text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
  }

  // What stands at an axis: a round number without the noise of its last digits, in the shorter one of two forms.
  function brief(value) {
    const round = Number(value.toPrecision(12));
    const [plain, powers] = [String(round), round.toExponential().replace('e+', 'e')];
    const usual = round === 0 || Math.abs(round) >= 1e-3 && Math.abs(round) < 1e6;
    return usual || plain.length <= powers.length && !plain.includes('e') ? plain : powers;
  }

  // Two numbers with six digits or, where these are the same, as many as tell them apart.
  function apart(one, other) {
    for (let digits = 6; digits < 17 && one !== other; digits++) {
      const texts = [one, other].map(value => String(Number(value.toPrecision(digits))));
      if (texts[0] !== texts[1]) return texts;
    }
    return [number(one), number(other)];
  }

  // Every point of a stair twice: at its old height, and at its new one.
  const stair = points => points.flatMap((point, i) => i ? [[point[0], points[i - 1][1]], point] : [point]);

  function duration(seconds) {
    if (seconds === null || seconds === undefined) return '';
    if (seconds < 120) return number(Number(seconds.toPrecision(3))) + ' s';
    if (seconds < 7200) return Math.floor(seconds / 60) + ' min ' + Math.round(seconds % 60) + ' s';
    return Math.floor(seconds / 3600) + ' h ' + Math.round(seconds % 3600 / 60) + ' min';
  }

  const instant = millis => millis === null ? '' : new Date(millis).toISOString().slice(0, 19).replace('T', ' ');
  const css = name => getComputedStyle(root).getPropertyValue(name).trim();
  const finite = value => typeof value === 'number' && Number.isFinite(value);
  const drawable = value => finite(value) && Math.abs(value) < 1e300;
  const value = (trial, objective) => trials.values[objective][trial];
  const minimize = objective => study.directions[objective] === 'MINIMIZE';
  const ids = [...Array(count).keys()].filter(trial => !voided.has(trial));
  const ofState = (state, objective) => ids.filter(trial => trials.state[trial] === state && drawable(value(trial, objective)));
  const goal = objective => study.metrics[objective] + ' (' + study.directions[objective].toLowerCase() + ')';
  const free = trials.parameters.filter(parameter => !parameter.fixed);

  function text(parameter, internal) {
    if (internal === null || internal === undefined) return '';
    if (parameter.scale === 'CATEGORICAL') return parameter.categories[internal];
    return number(internal);
  }

  function describe(trial) {
    const tip = el('div', {class: 'tip'}, el('b', {text: 'trial ' + trial + ' · ' + trials.state[trial].toLowerCase()}));
    study.metrics.forEach((metric, i) => {
      if (value(trial, i) !== null) tip.append(el('div', {text: metric + ': ' + number(value(trial, i))}));
    });
    const params = el('div', {class: trials.parameters.length > 16 ? 'columns' : ''});
    trials.parameters.forEach(parameter => {
      if (parameter.values[trial] !== null) params.append(el('div', {text: parameter.name + ' = ' + text(parameter, parameter.values[trial])}));
    });
    tip.append(params);
    if (trials.reason[trial]) tip.append(el('div', {class: 'pale', text: trials.reason[trial]}));
    return tip;
  }

  // ---- cards and charts

  function card(title, wide, ...controls) {
    const body = el('div');
    cards.append(el('section', {class: 'card' + (wide ? ' wide' : '')}, el('div', {class: 'bar'}, el('h2', {text: title}), ...controls), body));
    return body;
  }

  const missing = (body, sentence) => body.append(el('p', {class: 'missing', text: sentence}));
  const nothing = () => count === 0
    ? 'The study has no trials yet.'
    : 'No trial has a finite value of ' + study.metrics.join(' or ') + ' yet.';

  // A chart is made when it comes near the screen: a page of thirty charts opens as fast as one of three.
  const near = new IntersectionObserver(entries => entries.forEach(entry => {
    if (entry.isIntersecting) draw(entry.target.trialogChart);
  }), {rootMargin: '300px'});

  function chart(body, height, options, width) {
    const div = el('div', {class: 'chart'});
    div.style.height = (inFrame && height > 300 ? FRAME_HEIGHT : height) + 'px';
    if (width) div.style.minWidth = width + 'px';
    body.append(div);
    const entry = {div, options, instance: null};
    div.trialogChart = entry;
    charts.push(entry);
    near.observe(div);
    return entry;
  }

  function draw(entry) {
    if (!entry.instance) {
      entry.instance = echarts.init(entry.div, null, {useDirtyRect: false});
      entry.instance.on('click', event => { if (event.data && event.data.trial !== undefined) find(event.data.trial); });
      entry.instance.on('brushEnd', () => choose(entry));
      entry.instance.on('brushselected', event => { entry.brushed = event.batch[0] ? event.batch[0].selected : []; });
      entry.instance.on('brush', event => { if (event.command === 'clear') { entry.brushed = []; choose(entry); } });
      near.unobserve(entry.div);
    }
    entry.instance.setOption(base(entry.options(entry.div.clientWidth), entry.div.clientWidth), true);
  }

  // The trials of a brushed area stand out in all other charts, and the table has them alone.
  function choose(entry) {
    setTimeout(() => {
      const series = entry.instance.getOption().series;
      chosenTrials.clear();
      (entry.brushed || []).forEach(one => one.dataIndex.forEach(at => {
        const item = series[one.seriesIndex].data[at];
        if (item && item.trial !== undefined) chosenTrials.add(item.trial);
      }));
      chosenChanged(entry);
    }, 250);
  }

  function chosenChanged(source) {
    charts.forEach(entry => { if (entry.instance && entry !== source) draw(entry); });
    tellChosen();
    refill();
  }

  function tellChosen() {
    const list = [...chosenTrials].sort((a, b) => a - b);
    chosenText.textContent = list.length ? list.length + (list.length === 1 ? ' trial chosen: ' : ' trials chosen: ') + list.slice(0, 12).map(trial => '#' + trial).join(', ') + (list.length > 12 ? ', …' : '') : '';
    chosenClear.hidden = !list.length;
  }

  // A phone has room for two symbols of the toolbar beside the legend.
  const NARROW = 560;

  function base(options, width = 1000) {
    const narrow = width < NARROW;
    const feature = {restore: {}, saveAsImage: {backgroundColor: css('--card'), pixelRatio: 2}};
    if (!narrow) Object.assign(feature, {brush: {type: ['rect', 'clear'], title: {rect: 'Choose trials', clear: 'Choose none'}}, dataZoom: {filterMode: 'none'}});
    const full = Object.assign({
      animation: false,
      useUTC: true,
      textStyle: {color: css('--ink'), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12},
      tooltip: {trigger: 'item', confine: true, backgroundColor: css('--card'), borderColor: css('--line'),
        textStyle: {color: css('--ink'), fontSize: 12}, formatter: event => event.data && event.data.trial !== undefined ? describe(event.data.trial) : undefined},
      toolbox: {show: !printing, right: 4, top: -4, itemSize: 13, iconStyle: {borderColor: css('--pale')},
        feature},
      brush: narrow ? undefined : {toolbox: ['rect', 'clear'], xAxisIndex: 'all', yAxisIndex: 'all', brushMode: 'single', throttleType: 'debounce', throttleDelay: 100, outOfBrush: {colorAlpha: .12},
        brushStyle: {borderColor: css('--accent'), color: 'rgba(128, 128, 128, .15)'}},
      legend: {top: 0, left: 0, itemWidth: 14, itemHeight: 9, icon: 'circle', textStyle: {color: css('--ink')}, type: 'scroll', width: Math.max(90, width - (narrow ? 90 : 190))},
      grid: {left: 70, right: 24, top: 34, bottom: 46},
    }, options);
    [full.xAxis].flat().forEach(one => { if (one) one.nameTruncate = {maxWidth: width - 80, ellipsis: '…'}; });
    return full;
  }

  // Those of a chart without points to choose.
  function tools() {
    const toolbox = base({}).toolbox;
    delete toolbox.feature.brush;
    return toolbox;
  }

  function axis(name, more) {
    return Object.assign({
      name, nameLocation: 'middle', nameGap: 28, type: 'value', scale: true,
      nameTextStyle: {color: css('--ink')}, nameTruncate: {maxWidth: 440, ellipsis: '…'},
      axisLabel: {color: css('--pale'), hideOverlap: true}, axisLine: {show: true, lineStyle: {color: css('--line')}},
      splitLine: {lineStyle: {color: css('--grid')}}, axisTick: {show: true},
    }, more);
  }

  // Ends tell long names apart: the middle is left out.
  const short = (name, room) => name.length <= room ? name : name.slice(0, Math.ceil(room * .6)) + '…' + name.slice(name.length - Math.floor(room * .4) + 1);
  const every = (categories, most) => Math.max(0, Math.ceil(categories.length / most) - 1);

  const turned = parameter => parameter.scale === 'CATEGORICAL' && parameter.categories.join('').length > 34;
  const upright = name => axis(name, {nameGap: 52});

  function parameterAxis(parameter, more) {
    if (parameter.scale === 'CATEGORICAL') {
      return axis(parameter.name, Object.assign({type: 'category', data: parameter.categories, splitLine: {show: false},
        jitter: Math.min(60, 120 / parameter.categories.length), jitterOverlap: true, axisLabel: {color: css('--pale'), formatter: name => short(name, 16), interval: every(parameter.categories, parameter.categories.length > 16 ? 9 : 16),
          rotate: turned(parameter) ? 30 : 0}}, more));
    }
    if (parameter.scale === 'LOGARITHMIC') {
      const log = {type: 'log', scale: undefined, min: 10 ** parameter.from, max: 10 ** parameter.to,
        name: parameter.name + ' (log)', axisLabel: {color: css('--pale'), hideOverlap: true, formatter: brief, customValues: roundNumbers(parameter)},
        axisTick: {show: true, customValues: roundNumbers(parameter)}};
      return axis(parameter.name, Object.assign(log, more));
    }
    return axis(parameter.name, Object.assign({min: parameter.from, max: parameter.to,
      minInterval: parameter.whole ? 1 : undefined,
      axisLabel: {color: css('--pale'), hideOverlap: true, showMinLabel: false, showMaxLabel: false,
        formatter: brief}}, more));
  }

  // The best first. What comes near to the paper, yellow on white or purple on black, is left out: the worst can be seen, too.
  const palette = () => root.dataset.theme === 'dark' ? [...VIRIDIS].reverse().slice(0, 7) : VIRIDIS.slice(0, 8);
  const color = fraction => palette()[Math.max(0, Math.min(palette().length - 1, Math.floor(fraction * palette().length)))];

  // A few values that are far worse than all others stand at the edge, and a note says so.
  const range = () => withPruned ? data.ranges[objective] : data.complete[objective];
  const within = (range, one) => Math.max(range.low, Math.min(range.high, one));
  const shown = one => within(range(), one);
  const pad = range => (range.high - range.low || Math.abs(range.low) || 1) * .04;
  const remark = (body, ranges = data.ranges) => ranges.forEach((one, i) => {
    if (one.note) body.append(el('p', {class: 'note', text: (study.metrics.length > 1 ? study.metrics[i] + ': ' : '') + one.note}));
  });

  // Round numbers for a logarithmic axis, few enough to be read: ECharts marks decades only.
  function roundNumbers(parameter) {
    const among = digits => {
      const found = [];
      for (let decade = Math.floor(parameter.from); decade <= parameter.to; decade++) {
        digits.forEach(digit => {
          const place = decade + Math.log10(digit);
          if (place >= parameter.from && place <= parameter.to && (!parameter.whole || digit * 10 ** decade % 1 === 0)) found.push(Number(digit + 'e' + decade));
        });
      }
      return found;
    };
    return [[1, 2, 3, 4, 5, 6, 8], [1, 2, 5], [1]].map(among).find((ticks, i) => ticks.length <= 6 || i === 2);
  }

  // A logarithmic axis of values needs them above zero.
  const canLog = () => data.ranges[objective].low > 0 && data.complete[objective].low > 0;
  const logged = () => wantsLog && canLog();
  const valueAxis = (name, more) => axis(name, Object.assign(logged() ? {type: 'log', name: name + ' (log)', axisLabel: {color: css('--pale'), hideOverlap: true, formatter: brief}} : {}, more));

  function dots(name, list, point, style) {
    return {
      name, type: 'scatter', symbolSize: list.length > MANY ? 4 : 7, large: false, progressive: 0,
      itemStyle: style, data: list.map(trial => faded(trial) ? {value: point(trial), trial, itemStyle: {opacity: .1}} : {value: point(trial), trial}), emphasis: {scale: 1.5},
    };
  }

  // Pruned and failed trials are there, but muted.
  function byState(objective, point) {
    const complete = ofState('COMPLETE', objective);
    return [
      dots('pruned (last value)', withPruned ? ofState('PRUNED', objective) : [], point, {color: 'transparent', borderColor: css('--muted'), borderWidth: 1.3}),
      dots('infeasible', complete.filter(trial => trials.violation[trial] !== null), point, {color: css('--infeasible')}),
      dots('complete', complete.filter(trial => trials.violation[trial] === null), point, {color: css('--complete')}),
    ].filter(series => series.data.length > 0);
  }

  function select(names, chosen, change) {
    const node = el('select', {onchange: () => change(Number(node.value))});
    names.forEach((name, i) => node.append(el('option', {value: i, text: name})));
    node.value = String(chosen);
    return node;
  }

  let objective = data.objective;
  const redraw = () => charts.forEach(entry => { if (entry.instance) draw(entry); });
  const anyValue = () => ids.some(trial => study.metrics.some((metric, i) => drawable(value(trial, i))));

  // ---- the parts

  function history() {
    const body = card('History', true);
    if (!anyValue()) return missing(body, nothing());
    chart(body, data.part === 'ALL' ? 340 : 560, () => {
      const series = byState(objective, trial => [trial, shown(value(trial, objective))]);
      const failed = ids.filter(trial => trials.state[trial] === 'FAIL');
      if (failed.length) {
        series.push(Object.assign(dots('failed (no value)', failed, trial => [trial, 0.015], {color: css('--failed'), opacity: .6}), {yAxisIndex: 1, symbol: 'triangle', symbolSize: 7}));
      }
      const best = data.best[objective].map(step => [step[0], shown(step[1])]);
      if (best.length) best.push([Math.max(count - 1, best[best.length - 1][0]), best[best.length - 1][1]]);
      series.push({name: 'best so far', type: 'line', symbol: 'none', data: stair(best), lineStyle: {color: css('--best'), width: 2}, itemStyle: {color: css('--best')}, tooltip: {show: false}, silent: true});
      return {xAxis: axis('trial', {min: 0, max: Math.max(1, count - 1), minInterval: 1, scale: false}),
        yAxis: [valueAxis(goal(objective), {nameGap: 52}), {show: false, min: 0, max: 1}],
        dataZoom: [{type: 'inside', xAxisIndex: 0, filterMode: 'none', zoomOnMouseWheel: 'shift'}], series};
    });
    remark(body);
  }

  // What the front dominates lies behind a stair from each of its trials to the next; over two of more objectives there is none.
  function pareto() {
    if (study.metrics.length < 2) return;
    const pair = [0, 1];
    let entry = null;
    const body = card('Pareto front', true, ...[0, 1].map(i => select(study.metrics, pair[i], chosen => { pair[i] = chosen; if (entry) draw(entry); })));
    const inside = (trial, i) => Math.max(data.ranges[i].low, Math.min(data.ranges[i].high, value(trial, i)));
    const complete = ids.filter(trial => trials.state[trial] === 'COMPLETE' && study.metrics.every((metric, i) => drawable(value(trial, i))));
    if (!complete.length) return missing(body, nothing());
    const best = new Set(data.front);
    entry = chart(body, 380, () => {
      const point = trial => pair.map(i => inside(trial, i));
      const front = complete.filter(trial => best.has(trial)).sort((a, b) => value(a, pair[0]) - value(b, pair[0]));
      const steps = front.flatMap((trial, i) => {
        if (!i) return [point(trial)];
        const [left, right] = [point(front[i - 1]), point(trial)];
        return [minimize(pair[0]) ? [right[0], left[1]] : [left[0], right[1]], right];
      });
      const series = [
        dots('infeasible', complete.filter(trial => trials.violation[trial] !== null), point, {color: css('--infeasible')}),
        dots('dominated', complete.filter(trial => trials.violation[trial] === null && !best.has(trial)), point, {color: css('--complete')}),
        dots('on the Pareto front', front, point, {color: css('--best')}),
      ].filter(one => one.data.length);
      series[series.length - 1].symbolSize += 3;
      if (study.metrics.length === 2 && pair[0] !== pair[1]) series.unshift({type: 'line', symbol: 'none', silent: true, tooltip: {show: false}, data: steps, lineStyle: {color: css('--best'), width: 1.5, opacity: .6}});
      const scale = () => ({axisLabel: {color: css('--pale'), hideOverlap: true, formatter: brief}});
      return {xAxis: axis(goal(pair[0]), scale()), yAxis: axis(goal(pair[1]), Object.assign({nameGap: 56}, scale())), series};
    });
    if (study.metrics.length > 2) body.append(el('p', {class: 'note', text: 'The front is that of all ' + study.metrics.length + ' objectives: over two of them, others may look better.'}));
    remark(body);
  }

  function hypervolume() {
    if (!data.hypervolume) return;
    const {trials: numbers, volumes, reference} = data.hypervolume;
    const body = card('Hypervolume of the Pareto front', true);
    if (!volumes.length) return missing(body, nothing());
    chart(body, 300, () => {
      const points = stair([[numbers[0], 0], ...numbers.map((trial, i) => [trial, volumes[i]]), [Math.max(count - 1, numbers[numbers.length - 1]), volumes[volumes.length - 1]]]);
      return {legend: {show: false}, brush: undefined, toolbox: tools(), xAxis: axis('trial', {min: 0, max: Math.max(1, count - 1), minInterval: 1, scale: false}), yAxis: axis('hypervolume', {nameGap: 58, scale: false, axisLabel: {color: css('--pale'), formatter: brief}}),
        tooltip: {trigger: 'axis', confine: true, backgroundColor: css('--card'), borderColor: css('--line'), textStyle: {color: css('--ink')},
          formatter: events => el('div', {class: 'tip', text: 'trial ' + events[0].value[0] + ': ' + number(events[0].value[1])})},
        series: [{type: 'line', symbol: 'none', data: points, lineStyle: {color: css('--complete'), width: 2}}]};
    });
    body.append(el('p', {class: 'note', text: 'Up to the worst values among the complete trials: ' + reference.map((one, i) => study.metrics[i] + ' ' + number(one)).join(', ') + '.'}));
  }

  function importances() {
    const body = card('Importance of parameters', data.part !== 'ALL');
    if (!anyValue() || !data.importances[0].names.length) return missing(body, nothing());
    shares(body, data.importances, 'what separates the best tenth');
    if (data.variance.length) shares(body, data.variance, 'what explains the variance');
  }

  function shares(body, measured, question) {
    const rows = Math.min(40, measured[0].names.length);
    chart(body, Math.max(180, 70 + rows * (data.part === 'ALL' ? 24 : 30)), width => {
      const names = measured[objective].names.slice(0, 40);
      const shares = measured[objective].shares.slice(0, 40);
      return {
        legend: {show: false}, grid: {left: Math.min(190, Math.round(width * .36)), right: 60, top: 10, bottom: 44}, toolbox: {show: false}, brush: undefined,
        tooltip: {trigger: 'item', confine: true, formatter: event => el('div', {class: 'tip', text: names[event.dataIndex] + ': ' + number(100 * shares[event.dataIndex]) + ' %'})},
        xAxis: axis(question + ' of ' + study.metrics[objective] + ' (' + measured[objective].method + ')', {min: 0}),
        yAxis: axis('', {type: 'category', data: names, inverse: true, splitLine: {show: false}, axisLabel: {color: css('--ink'), formatter: name => short(name, width < NARROW ? 14 : 26), interval: 0}}),
        series: [{type: 'bar', barMaxWidth: 18, itemStyle: {color: css('--complete')}, data: shares,
          label: {show: true, position: 'right', color: css('--ink'), formatter: event => (100 * event.value).toFixed(1) + ' %'}}],
      };
    });
    if (measured[0].note) body.append(el('p', {class: 'note', text: measured[0].note}));
  }

  // A parameter that some trials don't have gets a place for them at the lower end of its axis.
  const lacks = parameter => ofState('COMPLETE', objective).some(trial => parameter.values[trial] === null);
  const lowered = parameter => parameter.from - .1 * (parameter.to - parameter.from);

  function absent(parameter) {
    if (parameter.scale === 'CATEGORICAL') return 0;
    return parameter.scale === 'LOGARITHMIC' ? 10 ** lowered(parameter) : lowered(parameter);
  }

  function absence(parameter, label) {
    const gap = lacks(parameter);
    if (parameter.scale === 'CATEGORICAL') return {data: gap ? ['–', ...parameter.categories] : parameter.categories, axisLabel: Object.assign({}, label, {showMinLabel: null, showMaxLabel: null, formatter: name => short(name, 12), interval: every(parameter.categories, 24)})};
    const edge = absent(parameter);
    const formatter = value => gap && Math.abs(value - edge) <= 1e-9 * Math.abs(edge) + (parameter.scale === 'LINEAR' ? 1e-9 * (parameter.to - parameter.from) : 0) ? '–'
      : gap && (parameter.scale === 'LOGARITHMIC' ? Math.log10(value) : value) < parameter.from ? '' : brief(value);
    const marks = parameter.scale === 'LOGARITHMIC' ? {customValues: [...(gap ? [edge] : []), ...roundNumbers(parameter)]} : {};
    return Object.assign(gap ? {min: edge} : {}, {axisTick: marks, axisLabel: Object.assign({}, label, {showMinLabel: gap || parameter.scale === 'LOGARITHMIC', showMaxLabel: parameter.scale === 'LOGARITHMIC', formatter}, marks)});
  }

  function parallel() {
    const body = card('Parallel coordinates', true);
    if (!ofState('COMPLETE', objective).length) return missing(body, nothing());
    if (!free.length) return missing(body, 'No parameter has more than one value.');
    const scroll = el('div', {class: 'scroll'});
    body.append(scroll, el('p', {class: 'note', text: 'Drag along an axis to choose lines. A line that runs through – belongs to a trial without that parameter.'}));
    chart(scroll, data.part === 'ALL' ? 420 : 600, () => {
      const complete = ofState('COMPLETE', objective).filter(trial => !faded(trial));
      if (!complete.length) return {series: []};
      const values = complete.map(trial => within(data.complete[objective], value(trial, objective)));
      const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
      const gaps = free.map(lacks);
      const place = (parameter, internal, gap) => internal === null ? absent(parameter) : parameter.scale === 'CATEGORICAL' && gap ? internal + 1 : internal;
      const style = {nameLocation: 'end', nameRotate: 22, nameGap: 14, nameTextStyle: {align: 'left', color: css('--ink'), fontWeight: 'bold', fontSize: 11}, splitLine: {show: false}, z: 5};
      const label = {color: css('--ink'), textBorderColor: css('--card'), textBorderWidth: 3, rotate: 0, showMinLabel: false, showMaxLabel: false};
      const axes = [Object.assign(axis(goal(objective), {min: low - pad(data.complete[objective]), max: high + pad(data.complete[objective])}), style, {dim: 0, axisLabel: Object.assign({formatter: brief}, label)})];
      const others = study.metrics.map((metric, i) => i).filter(i => i !== objective);
      others.forEach((i, at) => axes.push(Object.assign(axis(goal(i), {min: data.complete[i].low - pad(data.complete[i]), max: data.complete[i].high + pad(data.complete[i])}), style, {dim: at + 1, axisLabel: Object.assign({formatter: brief}, label)})));
      free.forEach((parameter, i) => axes.push(Object.assign(parameterAxis(parameter), style, {dim: others.length + i + 1, name: short(parameter.name, 20) + (parameter.scale === 'LOGARITHMIC' ? ' (log)' : '')}, absence(parameter, label))));
      return {
        legend: {show: false}, toolbox: {show: false}, brush: undefined, tooltip: {show: false},
        parallel: {left: 50, right: 170, top: 78, bottom: 20, axisExpandable: false, parallelAxisDefault: {axisLine: {lineStyle: {color: css('--pale')}}, areaSelectStyle: {color: css('--accent'), opacity: .25}}},
        parallelAxis: axes,
        visualMap: {type: 'continuous', dimension: 0, min: low, max: high === low ? low + 1 : high, precision: 4, right: 0, top: 'middle', itemHeight: 200, calculable: false,
          text: apart(high, low), textStyle: {color: css('--ink')}, inRange: {color: minimize(objective) ? palette() : [...palette()].reverse()}},
        series: [{type: 'parallel', smooth: false, progressive: printing ? 0 : 800, inactiveOpacity: .03, activeOpacity: .9,
          lineStyle: {width: 1.2, opacity: Math.max(.22, Math.min(.85, 120 / complete.length))},
          data: complete.map((trial, at) => [values[at], ...others.map(i => within(data.complete[i], value(trial, i))), ...free.map((parameter, i) => place(parameter, parameter.values[trial], gaps[i]))])}],
      };
    }, 240 + 84 * (free.length + study.metrics.length));
    remark(body, data.complete);
  }

  function slices() {
    const body = card('Slices: value over each parameter', true);
    if (!anyValue()) return missing(body, nothing());
    if (!free.length) return missing(body, 'No parameter has more than one value.');
    const extent = () => {
      const ends = logged() ? {} : {min: range().low - pad(range()), max: range().high + pad(range())};
      return {...ends, name: short(goal(objective), 30), nameGap: 46, axisLabel: {color: css('--pale'), hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: brief}};
    };
    const grid = el('div', {class: 'slices'});
    body.append(grid);
    free.forEach(parameter => {
      const cell = el('div');
      grid.append(cell);
      chart(cell, 250, () => ({
        legend: {show: false}, grid: {left: 62, right: 14, top: 14, bottom: turned(parameter) ? 84 : 46}, toolbox: {show: false}, brush: undefined,
        xAxis: parameterAxis(Object.assign({}, parameter, {name: short(parameter.name, 32)}), turned(parameter) ? {nameGap: 66} : {}),
        yAxis: valueAxis('', extent()),
        series: byState(objective, trial => [parameter.values[trial], shown(value(trial, objective))])
          .map(series => Object.assign(series, {symbolSize: count > MANY ? 3 : 5, data: series.data.filter(item => item.value[0] !== null)})),
      }));
    });
    remark(body);
  }

  function ranks(list) {
    const sorted = [...list].sort((a, b) => (minimize(objective) ? 1 : -1) * (value(a, objective) - value(b, objective)));
    const rank = new Map();
    let from = 0;
    sorted.forEach((trial, i) => {
      if (i && value(trial, objective) !== value(sorted[i - 1], objective)) from = i;
      rank.set(trial, from / Math.max(1, sorted.length - 1));
    });
    return rank;
  }

  function pairs() {
    const names = free.map(parameter => parameter.name);
    const pair = data.surfaces.length ? [names.indexOf(data.surfaces[0].x.name), names.indexOf(data.surfaces[0].y.name)] : [0, 1];
    if (pair[0] < 0 || pair[1] < 0) { pair[0] = 0; pair[1] = 1; }
    let entry = null;
    const controls = names.length > 1 ? [0, 1].map(i => select(names, pair[i], chosen => { pair[i] = chosen; if (entry) draw(entry); })) : [];
    const body = card('Two parameters: contour and ranks', true, ...controls);
    if (!ofState('COMPLETE', objective).length) return missing(body, nothing());
    if (names.length < 2) return missing(body, 'There are not two parameters with more than one value.');
    entry = chart(body, 440, () => {
      const x = free[pair[0]];
      const y = free[pair[1]];
      const has = ids.filter(trial => x.values[trial] !== null && y.values[trial] !== null);
      const valued = has.filter(trial => trials.state[trial] === 'COMPLETE' && drawable(value(trial, objective)));
      const rank = ranks(valued);
      const point = trial => [x.values[trial], y.values[trial]];
      const series = [surface(x, y)].filter(one => one);
      series.push(dots('pruned', has.filter(trial => withPruned && trials.state[trial] === 'PRUNED'), point, {color: 'transparent', borderColor: css('--muted'), borderWidth: 1.3}));
      series.push(dots('failed', has.filter(trial => trials.state[trial] === 'FAIL'), point, {color: css('--failed')}));
      series[series.length - 1].symbol = 'triangle';
      const complete = dots('complete (color: rank, ' + (root.dataset.theme === 'dark' ? 'bright' : 'dark') + ' is best)', valued, point, {color: css('--complete'), borderColor: css('--card'), borderWidth: 1});
      complete.data.forEach(item => { item.itemStyle = Object.assign({}, item.itemStyle, {color: color(rank.get(item.trial))}); });
      complete.symbolSize = count > MANY ? 5 : 9;
      series.push(complete);
      const upwards = parameterAxis(y, {nameGap: y.scale === 'CATEGORICAL' ? 112 : 62});
      const across = parameterAxis(x, {nameGap: turned(x) ? 64 : 28});
      [across, upwards].forEach((one, i) => { if (one.type === 'category') one.jitter = (i ? 200 : 600) / one.data.length; });
      if (upwards.type === 'category') upwards.axisLabel.rotate = 0;
      return {grid: {left: y.scale === 'CATEGORICAL' ? 130 : 90, right: 24, top: 34, bottom: turned(x) ? 84 : 46}, xAxis: across, yAxis: upwards, series: series.filter(one => one.data.length)};
    });
    body.append(el('p', {class: 'note', text: 'Cells show a local mean between the trials, for pairs of the four most important parameters; far from any trial there is none.'}));
  }

  // Cells lie evenly between the ends of an axis, on its own scale.
  function surface(x, y) {
    const found = objective === 0 && data.surfaces.find(one => one.x.name === x.name && one.y.name === y.name || one.x.name === y.name && one.y.name === x.name);
    if (!found) return null;
    const turned = found.x.name !== x.name;
    const rows = found.values.length / found.columns;
    const cells = found.values.map((cell, i) => turned
      ? [Math.floor(i / found.columns), i % found.columns, cell]
      : [i % found.columns, Math.floor(i / found.columns), cell]).filter(cell => cell[2] !== null);
    if (!cells.length) return null;
    const [columns, lines] = turned ? [rows, found.columns] : [found.columns, rows];
    const all = cells.map(cell => cell[2]);
    const [low, high] = [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))].map(shown);
    const shade = cell => high === low ? 0 : (minimize(objective) ? shown(cell) - low : high - shown(cell)) / (high - low);
    const edge = (axis, i, n) => {
      const place = axis.from + (axis.to - axis.from) * i / n;
      return axis.scale === 'LOGARITHMIC' ? 10 ** place : place;
    };
    return {name: 'local mean', type: 'custom', silent: true, tooltip: {show: false}, itemStyle: {color: css('--muted')}, z: 1, progressive: 0, clip: true, data: cells,
      renderItem: (params, api) => {
        const [i, k] = [api.value(0), api.value(1)];
        const span = (axis, index, n, dimension) => {
          if (axis.scale === 'CATEGORICAL') {
            const middle = api.coord(dimension === 0 ? [index, 0] : [0, index])[dimension];
            const half = api.size([1, 1])[dimension] / 2;
            return [middle - half, middle + half];
          }
          return [index, index + 1].map(at => api.coord(dimension === 0 ? [edge(axis, at, n), safe(y)] : [safe(x), edge(axis, at, n)])[dimension]);
        };
        const [left, right] = span(x, i, columns, 0).sort((a, b) => a - b).map(Math.round);
        const [upper, lower] = span(y, k, lines, 1).sort((a, b) => a - b).map(Math.round);
        return {type: 'rect', shape: {x: left, y: upper, width: right - left, height: lower - upper}, style: {fill: color(shade(api.value(2))), opacity: .8}};
      }};
  }

  const safe = axis => axis.scale === 'CATEGORICAL' ? 0 : axis.scale === 'LOGARITHMIC' ? 10 ** axis.from : axis.from;

  function intermediate() {
    const every = [data.curves, ...data.curves.others];
    let shown = every.find(one => one.curves.length) || data.curves;
    let entry = null;
    const notes = el('div');
    const tell = () => {
      notes.replaceChildren();
      if (shown.note) notes.append(el('p', {class: 'note', text: shown.note}));
      if (shown.left_out) notes.append(el('p', {class: 'note', text: 'The newest curves; ' + shown.left_out + ' older ones are left out.'}));
      if (data.curves.metrics_left_out) notes.append(el('p', {class: 'note', text: data.curves.metrics_left_out + ' further metrics are left out.'}));
    };
    const body = card('Intermediate values', true, ...(every.length > 1 ? [select(every.map(one => one.metric), every.indexOf(shown), chosen => {
      shown = every[chosen];
      tell();
      if (entry) draw(entry);
    })] : []));
    if (every.every(one => !one.curves.length)) return missing(body, count ? 'No trial has reported intermediate values.' : nothing());
    const colors = {COMPLETE: '--complete', PRUNED: '--muted', FAIL: '--failed', RUNNING: '--running'};
    entry = chart(body, 340, () => {
      const {curves, low, high} = shown;
      const inside = one => Math.max(low, Math.min(high, one));
      const series = [];
      ['PRUNED', 'FAIL', 'COMPLETE', 'RUNNING'].forEach(state => {
        const chosen = curves.filter(curve => trials.state[curve[0]] === state && (withPruned || state !== 'PRUNED'));
        const opacity = Math.max(.15, Math.min(state === 'FAIL' ? .5 : .9, 40 / chosen.length));
        const look = {name: state.toLowerCase(), type: 'line', showSymbol: false, itemStyle: {color: css(colors[state])}, lineStyle: {color: css(colors[state]), width: 1.2, opacity}};
        if (curves.length > 300) {
          // Some curves as one broken line: such a line is as faint where it crosses itself, many of them together are darker.
          const lines = Math.ceil(chosen.length / TOGETHER);
          const faint = Math.max(.12, Math.min(.9, 8 / lines));
          for (let i = 0; i < lines; i++) {
            const broken = chosen.slice(i * TOGETHER, (i + 1) * TOGETHER)
              .flatMap(curve => [...curve[1].map((step, i) => [step, inside(curve[2][i])]), [curve[1][curve[1].length - 1], null]]);
            series.push(Object.assign({}, look, {data: broken, connectNulls: false, silent: true, lineStyle: {color: css(colors[state]), width: 1, opacity: faint}}));
          }
        } else {
          chosen.forEach(curve => series.push(Object.assign({}, look, faded(curve[0]) ? {lineStyle: {color: css(colors[state]), width: 1, opacity: .08}} : {}, {triggerLineEvent: true, showSymbol: curve[1].length === 1, emphasis: {focus: 'series', lineStyle: {width: 2.5, opacity: 1}},
            data: curve[1].map((step, i) => ({value: [step, inside(curve[2][i])], trial: curve[0]}))})));
        }
      });
      const log = wantsLog && low > 0 ? {type: 'log', axisLabel: {color: css('--pale'), hideOverlap: true, formatter: brief}} : {};
      return {brush: undefined, toolbox: tools(), xAxis: axis('step', {minInterval: 1}), yAxis: axis(shown.metric + (log.type ? ' (log)' : ''), Object.assign({nameGap: 52}, log)), series};
    });
    body.append(notes);
    tell();
  }

  function edf() {
    const body = card('Distribution of values', false);
    if (!ofState('COMPLETE', objective).length) return missing(body, nothing());
    chart(body, 320, () => {
      const values = ofState('COMPLETE', objective).map(trial => within(data.complete[objective], value(trial, objective))).sort((a, b) => a - b);
      const points = [[values[0], 0], ...values.map((one, i) => [one, (i + 1) / values.length])];
      return {legend: {show: false}, toolbox: {show: false}, brush: undefined, xAxis: valueAxis(study.metrics[objective], {}), yAxis: upright('fraction of trials'),
        tooltip: {trigger: 'axis', confine: true, backgroundColor: css('--card'), borderColor: css('--line'), textStyle: {color: css('--ink')},
          formatter: events => el('div', {class: 'tip', text: number(100 * events[0].value[1]) + ' % of the trials: at most ' + number(events[0].value[0])})},
        series: [{type: 'line', symbol: 'none', data: stair(points), lineStyle: {color: css('--complete'), width: 2}}]};
    });
    remark(body, data.complete);
  }

  function timeline() {
    const body = card('Timeline', false);
    const started = ids.filter(trial => trials.start[trial] !== null);
    if (!started.length) return missing(body, nothing());
    const end = Date.parse(study.latest);
    const colors = {COMPLETE: '--complete', PRUNED: '--muted', FAIL: '--failed', RUNNING: '--running', WAITING: '--waiting'};
    chart(body, 320, () => ({
      brush: undefined, toolbox: tools(),
      xAxis: axis('time (UTC)', {type: 'time'}),
      yAxis: axis('trial', {nameGap: 44, minInterval: 1, min: -0.5, max: count - 0.5, scale: false, axisLabel: {color: css('--pale'), showMinLabel: false, showMaxLabel: false, formatter: value => number(Math.round(value))}}),
      series: STATES.map(state => ({
        name: state.toLowerCase(), type: 'custom', progressive: 0, itemStyle: {color: css(colors[state])},
        data: started.filter(trial => trials.state[trial] === state).map(trial => ({trial,
          value: [trials.start[trial], trial, trials.seconds[trial] === null ? end : trials.start[trial] + 1000 * trials.seconds[trial]]})),
        encode: {x: [0, 2], y: 1},
        renderItem: (params, api) => {
          const from = api.coord([api.value(0), api.value(1)]);
          const to = api.coord([api.value(2), api.value(1)]);
          const height = Math.max(1, Math.min(22, api.size([0, 1])[1] * .75));
          return {type: 'rect', shape: {x: from[0], y: from[1] - height / 2, width: Math.max(1.5, to[0] - from[0]), height}, style: {fill: css(colors[state])}};
        },
      })).filter(series => series.data.length),
    }));
  }

  // ---- tables

  function chosen() {
    const several = study.metrics.length > 1;
    const body = card(several ? 'On the Pareto front' : 'Best configuration', false);
    if (!data.chosen) return missing(body, 'No trial is complete yet.');
    const table = el('table');
    if (several) {
      table.append(el('tr', {}, ...['trial', ...study.metrics.map((metric, i) => goal(i))].map(name => el('th', {class: 'number', text: name}))));
      data.front.slice(0, MOST_OF_FRONT).forEach(trial => table.append(el('tr', {}, el('td', {class: 'number'}, el('button', {class: 'plain', text: '#' + trial, onclick: () => find(trial)})),
        ...study.metrics.map((metric, i) => el('td', {class: 'number', text: number(value(trial, i))})))));
      body.append(el('div', {class: 'scroll front'}, table));
      if (data.front.length > MOST_OF_FRONT) body.append(el('p', {class: 'note', text: 'The first ' + MOST_OF_FRONT + ' of ' + data.front.length + ' trials.'}));
      return;
    }
    const row = (name, shown) => table.append(el('tr', {}, el('td', {text: name}), el('td', {class: 'number', text: shown, title: shown})));
    row('trial', String(data.chosen.trial));
    data.chosen.values.forEach((one, i) => row(goal(i), number(one)));
    for (const [name, one] of Object.entries(data.chosen.params)) row(name, String(one));
    for (const [name, one] of Object.entries(data.chosen.metrics)) if (!study.metrics.includes(name)) row(name + ' (also told)', number(one));
    for (const [name, one] of Object.entries(data.chosen.attributes)) row(name + ' (attribute)', plain(one));
    body.append(el('div', {class: 'scroll'}, table));
  }

  const plain = one => typeof one === 'string' ? one : JSON.stringify(one);

  function settings() {
    const body = card('Settings', false);
    body.append(el('pre', {text: data.settings}));
    const attributes = Object.entries(study.attributes);
    if (attributes.length) body.append(el('div', {class: 'scroll'}, el('table', {}, el('tr', {}, el('th', {text: 'attribute of the study'}), el('th')),
      ...attributes.map(([name, one]) => el('tr', {}, el('td', {text: name}), el('td', {text: plain(one), title: plain(one)}))))));
  }

  function jobs() {
    const body = card('Trials and jobs', false);
    const table = el('table', {}, el('tr', {}, ...['state', 'number', 'time in all', 'mean', 'longest'].map((name, i) => el('th', {class: i ? 'number' : '', text: name}))));
    STATES.forEach(state => {
      const chosen = ids.filter(trial => trials.state[trial] === state);
      const seconds = chosen.map(trial => trials.seconds[trial]).filter(one => one !== null);
      const sum = seconds.reduce((a, b) => a + b, 0);
      if (chosen.length) {
        table.append(el('tr', {}, el('td', {class: 'state ' + state, text: 'trials ' + state.toLowerCase()}), el('td', {class: 'number', text: String(chosen.length)}),
          ...[sum, sum / seconds.length, seconds.reduce((a, b) => Math.max(a, b), 0)].map(one => el('td', {class: 'number', text: seconds.length ? duration(one) : ''}))));
      }
    });
    const order = ['INTENDED', 'SUBMITTED', 'QUEUED', 'HELD', 'RUNNING', 'SUSPENDED', 'FINISHING'];
    const rank = state => order.includes(state) ? order.indexOf(state) : order.length;
    [...data.jobs].sort((a, b) => rank(a[0]) - rank(b[0])).forEach(([state, number, seconds]) => table.append(el('tr', {}, el('td', {text: 'jobs ' + state.toLowerCase().replace(/_/g, ' ')}), el('td', {class: 'number', text: String(number)}),
      el('td', {class: 'number', text: seconds ? duration(seconds) : ''}), el('td', {class: 'number', text: seconds ? duration(seconds / number) : ''}), el('td', {text: ''}))));
    body.append(el('div', {class: 'scroll'}, table));
    if (data.spent.length) body.append(el('div', {class: 'scroll'}, spent()));
    body.append(el('p', {class: 'note', text: data.log.controllers + (data.log.controllers === 1 ? ' controller' : ' controllers') + ', ' + data.log.events + ' events, study ' + study.id}));
  }

  function spent() {
    const gpus = data.spent.some(row => row[4] > 0);
    const cell = (text, numeric) => el('td', {class: numeric ? 'number' : '', text});
    const titles = ['jobs by what came of them', 'number', 'waited', 'ran', ...(gpus ? ['GPU hours'] : [])];
    const names = {COMPLETE: 'complete', PRUNED: 'pruned', FAILED: 'failed', LOST: 'lost, tried again', RUNNING: 'running', SAVED: 'saved by pruning (estimate)'};
    return el('table', {}, el('tr', {}, ...titles.map((name, i) => el('th', {class: i ? 'number' : '', text: name}))),
      ...data.spent.map(([what, number, waited, ran, hours]) => el('tr', {}, cell(names[what]), cell(String(number), true),
        cell(what === 'SAVED' ? '' : duration(waited), true), cell(duration(ran), true), ...(gpus ? [cell(hours.toFixed(2), true)] : []))));
  }

  function excerpt() {
    const body = card('Log', true);
    body.parentNode.classList.add('long');
    const left = data.log.events - data.log.first.length - data.log.last.length;
    const lines = [...data.log.first, ...(left > 0 ? ['   ... ' + left + ' events ...'] : []), ...data.log.last];
    const pre = el('pre', {text: lines.join('\n')});
    body.append(pre);
    pre.scrollTop = pre.scrollHeight;
  }

  let find = () => {};
  let refill = () => {};

  function table() {
    const PAGE = 50;
    const columns = [{name: 'trial', of: trial => trial, number: true}, {name: 'state', of: trial => trials.state[trial]}];
    study.metrics.forEach((metric, i) => columns.push({name: metric, of: trial => value(trial, i), number: true}));
    columns.push({name: 'duration', of: trial => trials.seconds[trial], show: duration, number: true});
    trials.parameters.forEach(parameter => columns.push({name: parameter.name, of: trial => parameter.values[trial],
      show: internal => text(parameter, internal), number: parameter.scale !== 'CATEGORICAL'}));
    columns.push({name: 'started (UTC)', of: trial => trials.start[trial], show: instant, number: true});
    columns.push({name: 'attempt', of: trial => trials.attempt[trial], number: true});
    columns.push({name: 'why', of: trial => trials.reason[trial]});
    const shown = (column, trial) => column.show ? column.show(column.of(trial)) : number(column.of(trial));
    let sort = {column: 0, down: false};
    const best = new Set(study.metrics.length > 1 ? data.front : data.chosen ? [data.chosen.trial] : []);
    let first = 0;
    const filter = el('input', {type: 'search', placeholder: 'filter: any text, or #7', 'aria-label': 'filter', oninput: () => { first = 0; fill(); }});
    const state = select(['all states', ...STATES.map(one => one.toLowerCase())], 0, () => { first = 0; fill(); });
    const range = el('span', {class: 'pale'});
    const back = el('button', {class: 'plain', text: '‹', 'aria-label': 'back', onclick: () => { first -= PAGE; fill(); }});
    const on = el('button', {class: 'plain', text: '›', 'aria-label': 'on', onclick: () => { first += PAGE; fill(); }});
    const body = card('Trials', true, state, filter, range, back, on);
    body.parentNode.classList.add('long');
    const grid = el('table');
    const scroll = el('div', {class: 'scroll'}, grid);
    scroll.style.maxHeight = '620px';
    body.append(scroll);
    if (!count) missing(body, nothing());

    function wanted(trial) {
      if (faded(trial)) return false;
      const word = filter.value.trim().toLowerCase();
      if (Number(state.value) && trials.state[trial] !== STATES[Number(state.value) - 1]) return false;
      if (/^#\d+$/.test(word)) return trial === Number(word.slice(1));
      return !word || columns.some(column => shown(column, trial).toLowerCase().includes(word));
    }

    function compare(a, b) {
      const [x, y] = [columns[sort.column].of(a), columns[sort.column].of(b)];
      const none = one => one === null || one === undefined;
      if (none(x) || none(y)) return none(x) - none(y) || a - b;
      const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y));
      return (sort.down ? -order : order) || a - b;
    }

    function fill() {
      const list = [...Array(count).keys()].filter(wanted).sort(compare);
      first = Math.max(0, Math.min(first, Math.floor((list.length - 1) / PAGE) * PAGE));
      range.textContent = list.length ? (first + 1) + '–' + Math.min(first + PAGE, list.length) + ' of ' + list.length : 'none';
      back.disabled = first === 0;
      on.disabled = first + PAGE >= list.length;
      const head = el('tr', {}, ...columns.map((column, i) => el('th', {class: column.number ? 'number' : '', title: column.name, 'aria-sort': sort.column === i ? (sort.down ? 'descending' : 'ascending') : 'none'},
        el('button', {text: column.name + (sort.column === i ? (sort.down ? ' ▾' : ' ▴') : ''),
          onclick: () => { sort = {column: i, down: sort.column === i && !sort.down}; fill(); }}))));
      const rows = list.slice(first, first + PAGE).map(trial => el('tr', {class: (voided.has(trial) ? 'void' : '') + (best.has(trial) ? ' best' : '')},
        ...columns.map(column => {
          const cell = shown(column, trial);
          return el('td', {class: (column.name === 'state' && column === columns[1] ? 'state ' + trials.state[trial] : '') + (column.number ? ' number' : ''), text: cell, title: cell});
        })));
      grid.replaceChildren(head, ...rows);
    }

    refill = () => { first = 0; fill(); };
    find = trial => { filter.value = '#' + trial; state.value = '0'; fill(); body.scrollIntoView({block: 'center'}); };
    fill();
  }

  // ---- the page

  function theme(name) {
    root.dataset.theme = name;
    redraw();
  }

  function check(text, on, change) {
    const box = el('input', {type: 'checkbox', onchange: () => change(box.checked)});
    box.checked = on;
    return el('label', {class: 'check'}, box, text);
  }

  function top() {
    const controls = [];
    if (inFrame) controls.push(select(FIGURES.map(figure => figure[0]), firstFigure(), show));
    if (study.metrics.length > 1) controls.push(select(study.metrics, objective, chosen => { objective = chosen; redraw(); }));
    if (['ALL', 'FIGURES', 'HISTORY'].includes(data.part)) {
      if (ids.some(trial => trials.state[trial] === 'PRUNED')) controls.push(check('pruned trials', true, on => { withPruned = on; redraw(); }));
      const log = check('logarithmic values', false, on => { wantsLog = on; redraw(); });
      log.hidden = !study.metrics.some((metric, i) => data.ranges[i].low > 0 && data.complete[i].low > 0);
      controls.push(log);
    }
    controls.push(el('button', {class: 'plain', text: 'light / dark', onclick: () => theme(root.dataset.theme === 'dark' ? 'light' : 'dark')}));
    page.append(el('header', {}, el('div', {}, el('h1', {text: study.name}),
      el('div', {class: 'pale', text: study.metrics.map((metric, i) => goal(i)).join(', ') + ' · as of event ' + study.position + (inFrame ? '' : ', ' + study.latest.slice(0, 19).replace('T', ' ') + ' UTC · written '
        + study.written.slice(0, 19).replace('T', ' ') + ' UTC by Trialog ' + study.toolkit)})), ...controls));
    page.append(el('p', {class: 'note chosen'}, chosenText, chosenClear));
    tellChosen();
    if (data.part !== 'ALL') return;
    const tiles = el('div', {class: 'tiles'});
    const tile = (name, shown, more) => tiles.append(el('div', {class: 'tile ' + (more || '')}, el('b', {text: shown}), el('span', {class: 'pale', text: name})));
    if (study.metrics.length > 1) tile('on the Pareto front', String(data.front.length), 'best');
    else if (data.chosen) tile('best ' + study.metrics[0] + ' (trial ' + data.chosen.trial + ')', number(data.chosen.values[0]), 'best');
    STATES.forEach(state => {
      const n = ids.filter(trial => trials.state[trial] === state).length;
      if (n || state === 'COMPLETE') tile(state.toLowerCase(), String(n));
    });
    if (voided.size) tile('void', String(voided.size));
    page.append(tiles);
  }

  const chosenText = el('span');
  const chosenClear = el('button', {class: 'plain', text: 'choose none', onclick: () => {
    chosenTrials.clear();
    charts.forEach(entry => { entry.brushed = []; });
    chosenChanged(null);
  }});

  // In a frame there is one figure at a time.
  const FIGURES = [['History', history, 'HISTORY'], ['Pareto front', pareto, 'PARETO_FRONT'], ['Hypervolume', hypervolume, 'HYPERVOLUME'], ['Importance of parameters', importances, 'IMPORTANCES'],
    ['Parallel coordinates', parallel, 'PARALLEL_COORDINATE'], ['Slices', slices, 'SLICE'], ['Two parameters', pairs, 'CONTOUR'],
    ['Intermediate values', intermediate, 'INTERMEDIATE_VALUES'], ['Distribution of values', edf, 'EDF'], ['Timeline', timeline, 'TIMELINE'], ['Trials', table, '']]
    .filter(figure => ![pareto, hypervolume].includes(figure[1]) || study.metrics.length > 1);
  const firstFigure = () => Math.max(0, FIGURES.findIndex(figure => figure[2] === data.first || figure[2] === 'CONTOUR' && data.first === 'RANK'));

  function show(at) {
    charts.splice(0).forEach(entry => { near.unobserve(entry.div); if (entry.instance) entry.instance.dispose(); });
    cards.replaceChildren();
    refill = () => {};
    find = () => {};
    FIGURES[at][1]();
  }

  // Paper shows every chart, in its own width and in light colors.
  let themeBefore = '';
  addEventListener('beforeprint', () => {
    printing = true;
    themeBefore = root.dataset.theme;
    root.dataset.theme = 'light';
    root.classList.add('printing');
    charts.forEach(entry => { if (entry.instance) entry.instance.resize(); draw(entry); entry.instance.getZr().flush(); });
  });
  addEventListener('afterprint', () => {
    printing = false;
    root.classList.remove('printing');
    root.dataset.theme = themeBefore;
    charts.forEach(entry => { if (entry.instance) { entry.instance.resize(); draw(entry); } });
  });

  root.dataset.theme = location.hash === '#dark' || location.hash !== '#light' && matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.title = study.name + ' · Trialog';
  const cards = el('div', {class: 'cards'});
  top();
  page.append(cards);
  if (data.part === 'HISTORY') history();
  else if (data.part === 'IMPORTANCES') importances();
  else if (data.part === 'PARALLEL') parallel();
  else if (inFrame) show(firstFigure());
  else [history, pareto, hypervolume, importances, chosen, parallel, slices, pairs, intermediate, edf, timeline, table, jobs, settings, excerpt].forEach(part => part());
  let resizing = 0;
  addEventListener('resize', () => {
    clearTimeout(resizing);
    resizing = setTimeout(() => charts.forEach(entry => {
      if (!entry.instance || printing) return;
      entry.instance.resize();
      draw(entry);
    }), 100);
  });
  // After the frame in which the charts near the screen were drawn.
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => { root.dataset.ready = String(Math.round(performance.now())); })));
})();
