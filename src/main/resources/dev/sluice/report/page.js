// Draws the charts of the page from the JSON in it, in the colours of the style sheet.
(function () {
  'use strict';
  var charts = JSON.parse(document.getElementById('charts').textContent);
  var drawn = [];

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  }

  function number(value, percent) {
    if (value === null || value === undefined) {
      return '–';
    }
    return percent
      ? (100 * value).toFixed(2) + ' %'
      : String(value).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
  }

  function options(chart) {
    var line = chart.form === 'line';
    var ink = colour('ink');
    var faint = colour('faint');
    var rule = colour('line');
    var second = chart.series.some(function (series) { return series.axis === 1; });
    var along = {
      type: 'category', data: chart.x, axisLabel: { color: faint }, axisLine: { lineStyle: { color: rule } },
      inverse: !line
    };
    function measure(axis) {
      var first = chart.series.filter(function (series) { return series.axis === axis; })[0];
      return {
        type: 'value', splitLine: { show: axis === 0, lineStyle: { color: rule } },
        axisLabel: { color: faint, hideOverlap: true, formatter: function (value) { return number(value, first.percent); } }
      };
    }
    var measures = second ? [measure(0), measure(1)] : [measure(0)];
    var marks = [];
    chart.events.forEach(function (event, at) {
      if (event) {
        marks.push({ xAxis: at, name: event });
      }
    });
    return {
      animation: false,
      color: [colour('first'), colour('second'), colour('third'), colour('fourth')],
      grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
      legend: { top: 0, textStyle: { color: ink } },
      tooltip: { trigger: 'axis' },
      xAxis: line ? along : measures,
      yAxis: line ? measures : along,
      series: chart.series.map(function (series, at) {
        var one = {
          name: series.name, type: line ? 'line' : 'bar', data: series.values, showSymbol: false,
          lineStyle: { width: 2 },
          tooltip: { valueFormatter: function (value) { return number(value, series.percent); } }
        };
        one[line ? 'yAxisIndex' : 'xAxisIndex'] = series.axis;
        if (at === 0 && marks.length) {
          one.markLine = {
            silent: true, symbol: 'none', data: marks, lineStyle: { color: faint, type: 'dotted' },
            label: { color: faint, formatter: function (mark) { return mark.name; }, rotate: 90, position: 'insideEndTop' }
          };
        }
        return one;
      })
    };
  }

  function draw() {
    drawn.forEach(function (one) { one.dispose(); });
    drawn = charts.map(function (chart) {
      var place = document.getElementById(chart.id);
      if (chart.form === 'bars') {
        place.style.height = (6 + 1.6 * chart.x.length) + 'rem';
      }
      var one = echarts.init(place);
      one.setOption(options(chart));
      return one;
    });
  }

  function resize() {
    drawn.forEach(function (one) { one.resize(); });
  }

  // On paper what was folded is open.
  var opened = [];
  window.addEventListener('beforeprint', function () {
    opened = Array.prototype.slice.call(document.querySelectorAll('details:not([open])'));
    opened.forEach(function (one) { one.open = true; });
    resize();
  });
  window.addEventListener('afterprint', function () {
    opened.forEach(function (one) { one.open = false; });
    resize();
  });
  window.addEventListener('resize', resize);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  draw();
})();
